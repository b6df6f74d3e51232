use super::*;

fn step(name: &str) -> (Step, Delta) {
    let delta = Delta {
        current: Some(Box::new((None, Some(name.to_owned())))),
        ..Delta::default()
    };
    (Step::Open(name.to_owned()), delta)
}

#[test]
fn a_new_step_cuts_what_was_undone() {
    let mut history = History::default();
    for name in ["a", "b"] {
        let (step, delta) = step(name);
        history.push(step, delta, false);
    }
    history.moved(false);
    assert_eq!(history.next().map(|(it, _)| it), Some(&step("b").0));
    history.push(step("c").0, step("c").1, false);
    assert_eq!(history.next(), None);
    assert_eq!(history.last().map(|(it, _)| it), Some(&step("c").0));
    history.moved(true);
    assert_eq!(history.done, 2);
    for _ in 0..3 {
        history.moved(false);
    }
    assert_eq!((history.done, history.last()), (0, None));
}

#[test]
fn a_step_that_changes_nothing_is_none() {
    let mut history = History::default();
    history.push(step("a").0, Delta::default(), true);
    assert_eq!(history.last(), None);
    history.push(step("a").0, step("a").1, true);
    history.replace(step("a").0, Delta::default());
    assert_eq!((history.last(), history.next()), (None, None));
    assert!(history.running().is_none());
}

/// A hundred thousand steps of a lever take some tens of mebibytes.
#[test]
fn a_step_is_small() {
    assert!(
        size_of::<(Step, Delta)>() <= 200,
        "{}",
        size_of::<(Step, Delta)>()
    );
}
