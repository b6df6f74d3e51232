//! Natively only: in the browser there is no source of chance for proptest.
#![cfg(not(target_arch = "wasm32"))]

use super::*;
use proptest::prelude::*;

fn keys(names: &str) -> Vec<String> {
    names.split_whitespace().map(ToOwned::to_owned).collect()
}

fn show(names: &str, at: usize) -> Show {
    let mut show = Show::default();
    show.arrange(keys(names));
    show.turn(Turn::To(at));
    show
}

#[test]
fn pages_turn_and_stay_at_the_ends() {
    for (from, turn, to) in [
        (0, Turn::Next, 1),
        (2, Turn::Next, 2),
        (2, Turn::Back, 1),
        (0, Turn::Back, 0),
        (1, Turn::First, 0),
        (1, Turn::Last, 2),
        (0, Turn::To(1), 1),
        (0, Turn::To(9), 2),
    ] {
        let mut show = show("a b c", from);
        show.turn(turn);
        assert_eq!(show.at(), to, "{turn:?} from {from}");
    }
}

#[test]
fn no_control_keeps_what_a_clicker_sends() {
    let controls = [
        Control::None,
        Control::Slider,
        Control::Number { typing: false },
        Control::Number { typing: true },
        Control::Text,
        Control::Select,
        Control::Button,
    ];
    for control in controls {
        for dialog in [false, true] {
            for key in ["PageUp", "PageDown", "F5"] {
                assert!(!control.keeps(key, dialog), "{control:?} {key}");
            }
            assert_eq!(control.keeps("b", dialog), control == Control::Text);
        }
    }
    let typing = Control::Number { typing: true };
    assert!(typing.keeps(".", false) && typing.keeps(" ", false));
    let resting = Control::Number { typing: false };
    assert!(!resting.keeps(".", false) && !resting.keeps(" ", false));
    assert!(resting.keeps("ArrowLeft", false));
}

#[test]
fn a_slider_keeps_the_arrow_keys_and_no_others() {
    for key in ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] {
        assert!(Control::Slider.keeps(key, false));
        assert!(!Control::Button.keeps(key, false));
        assert!(Control::None.keeps(key, true), "a dialog scrolls");
    }
    for key in ["Home", "End", " ", ".", "f"] {
        assert!(!Control::Slider.keeps(key, false), "{key}");
    }
    assert!(Control::Button.keeps(" ", false));
}

#[test]
fn a_show_without_slides_shows_nothing_and_stays() {
    let mut show = Show::default();
    show.turn(Turn::Last);
    show.turn(Turn::Next);
    assert_eq!((show.key(), show.next(), show.count()), (None, None, 0));
    show.arrange(keys("a b"));
    assert_eq!((show.key(), show.next()), (Some("a"), Some("b")));
}

#[test]
fn in_the_dark_on_and_back_only_light_the_slide() {
    for (turn, to) in [
        (Turn::Next, 1),
        (Turn::Back, 1),
        (Turn::First, 0),
        (Turn::To(2), 2),
    ] {
        let mut show = show("a b c", 1);
        show.toggle_black();
        assert!(show.is_black());
        show.turn(turn);
        assert!(!show.is_black());
        assert_eq!(show.at(), to, "{turn:?}");
    }
    let mut show = show("a b", 0);
    show.toggle_black();
    show.toggle_black();
    assert!(!show.is_black());
}

#[test]
fn what_is_shown_stays_when_the_order_changes() {
    let mut show = show("a b c", 1);
    show.arrange(keys("c b a d"));
    assert_eq!((show.key(), show.at()), (Some("b"), 1));
    show.arrange(keys("b c a d"));
    assert_eq!((show.key(), show.at()), (Some("b"), 0));
    show.turn(Turn::Last);
    show.arrange(keys("a b c"));
    assert_eq!(
        show.key(),
        Some("c"),
        "what is gone gives way to its neighbour"
    );
    show.seek("a");
    assert_eq!(show.at(), 0);
    show.seek("z");
    assert_eq!(show.at(), 0);
}

#[test]
fn keys_and_clickers() {
    let turn = |turn| Some(Press::Turn(turn));
    for (key, shift, press) in [
        ("ArrowRight", false, turn(Turn::Next)),
        ("ArrowDown", false, turn(Turn::Next)),
        ("PageDown", false, turn(Turn::Next)),
        (" ", false, turn(Turn::Next)),
        (" ", true, turn(Turn::Back)),
        ("ArrowLeft", false, turn(Turn::Back)),
        ("ArrowUp", false, turn(Turn::Back)),
        ("PageUp", false, turn(Turn::Back)),
        ("Home", false, turn(Turn::First)),
        ("End", false, turn(Turn::Last)),
        ("b", false, Some(Press::Black)),
        ("B", true, Some(Press::Black)),
        (".", false, Some(Press::Black)),
        ("f", false, Some(Press::FullScreen)),
        ("F5", false, Some(Press::FullScreen)),
        ("d", false, Some(Press::Draw)),
        ("D", true, Some(Press::Draw)),
        ("r", false, Some(Press::AllFutures)),
        ("Escape", false, Some(Press::Leave)),
        ("Enter", false, None),
        ("Tab", false, None),
        ("x", false, None),
    ] {
        assert_eq!(Press::of(key, shift), press, "{key:?}");
    }
}

#[test]
fn slides_are_put_in_order() {
    let deck = keys("a b c");
    for (change, result) in [
        (Reorder::Up(1), "b a c"),
        (Reorder::Up(0), "a b c"),
        (Reorder::Up(3), "a b c"),
        (Reorder::Down(1), "a c b"),
        (Reorder::Down(2), "a b c"),
        (Reorder::Remove(0), "b c"),
        (Reorder::Remove(3), "a b c"),
        (Reorder::Add("d".to_owned()), "a b c d"),
        (Reorder::Add("b".to_owned()), "a b c"),
    ] {
        assert_eq!(reordered(&deck, &deck, &change), keys(result), "{change:?}");
    }
    assert_eq!(
        reordered(&keys("a"), &keys("a"), &Reorder::Remove(0)),
        keys("a"),
        "an empty list would mean the standard deck"
    );
}

#[test]
fn slides_that_are_hidden_stand_where_they_stood() {
    let (all, shown) = (keys("x a y b c z"), keys("a b c"));
    for (change, result) in [
        (Reorder::Up(1), "x b y a c z"),
        (Reorder::Up(0), "x a y b c z"),
        (Reorder::Down(1), "x a y c b z"),
        (Reorder::Down(2), "x a y b c z"),
        (Reorder::Remove(0), "x y b c z"),
        (Reorder::Remove(2), "x a y b z"),
        (Reorder::Remove(3), "x a y b c z"),
        (Reorder::Add("d".to_owned()), "x a y b c z d"),
        (Reorder::Add("a".to_owned()), "x a y b c z"),
        (Reorder::Add("y".to_owned()), "x a b c z y"),
    ] {
        assert_eq!(reordered(&all, &shown, &change), keys(result), "{change:?}");
    }
    let alone = reordered(&keys("x a"), &keys("a"), &Reorder::Remove(0));
    assert_eq!(alone, keys("x a"), "one is always shown");
}

#[test]
fn a_link_is_lost_after_three_questions_in_vain_and_found_at_the_first_word() {
    let mut link = Link::default();
    for _ in 0..9 {
        link.asked();
    }
    assert_eq!(
        link.contact(),
        Contact::Waiting,
        "what never was can't be lost"
    );
    assert!(link.is_silent());
    link.heard();
    assert_eq!(link.contact(), Contact::Linked);
    assert!(!link.is_silent());
    for _ in 0..3 {
        link.asked();
        assert_eq!(link.contact(), Contact::Linked);
    }
    link.asked();
    assert_eq!(link.contact(), Contact::Lost);
    link.heard();
    assert_eq!(link.contact(), Contact::Linked);
    link.left();
    assert_eq!(link.contact(), Contact::Lost, "who says so is gone at once");
    for _ in 0..300 {
        link.asked();
    }
    link.heard();
    assert_eq!(link.contact(), Contact::Linked);
}

#[test]
fn answered_questions_add_up_to_nothing() {
    let mut link = Link::default();
    link.heard();
    for _ in 0..50 {
        link.asked();
        link.asked();
        link.heard();
    }
    assert_eq!(link.contact(), Contact::Linked);
}

#[test]
fn another_versions_message_is_none_of_ours() {
    for body in [
        &[][..],
        &[9],
        &[1, 0],
        &[0, 2, 0, 0, 0, 0],
        &[0, 1, 0],
        &[5, 9],
    ] {
        let bytes = [&HEADER[..], body].concat();
        assert_eq!(Message::read(&bytes), Err(Unreadable), "{bytes:?}");
    }
    let ask = Message::Ask.write();
    assert_eq!(Message::read(&ask), Ok(Message::Ask));
    for place in 0..HEADER.len() {
        let mut other = ask.clone();
        other[place] ^= 1;
        assert_eq!(Message::read(&other), Err(Unreadable), "{other:?}");
        assert_eq!(Message::read(&ask[..place]), Err(Unreadable));
    }
}

#[test]
fn no_two_builds_read_each_other() {
    let builds = [
        ("0.1.0", None),
        ("0.1.1", None),
        ("0.1.0", Some("")),
        ("0.1.0", Some("9058929")),
        ("0.1.0", Some("9058928")),
        ("0.1.1", Some("9058929")),
    ];
    for (at, (version, build)) in builds.iter().enumerate() {
        for (other_version, other) in &builds[..at] {
            assert_ne!(header(version, *build), header(other_version, *other));
        }
    }
    let read = |version, build: Option<&str>| {
        let mut bytes = Message::Ask.write();
        bytes[..HEADER.len()].copy_from_slice(&header(version, build));
        Message::read(&bytes)
    };
    let build = option_env!("BALANS_BUILD");
    assert_eq!(read(env!("CARGO_PKG_VERSION"), build), Ok(Message::Ask));
    assert_eq!(read("another", build), Err(Unreadable));
    assert_eq!(
        read(env!("CARGO_PKG_VERSION"), Some("another")),
        Err(Unreadable)
    );
}

#[test]
fn the_clock() {
    for (seconds, shows) in [
        (0, "0:00"),
        (65, "1:05"),
        (3599, "59:59"),
        (3729, "1:02:09"),
    ] {
        assert_eq!(clock(seconds), shows);
    }
}

fn message() -> impl Strategy<Value = Message> {
    let scene = (
        any::<bool>(),
        any::<[u16; 2]>(),
        any::<u32>(),
        any::<Vec<u8>>(),
    );
    prop_oneof![
        scene.prop_map(
            |(black, [number, count], pack, request)| Message::Scene(Scene {
                black,
                number,
                count,
                pack,
                request
            })
        ),
        any::<String>().prop_map(Message::Pack),
        prop::sample::select(Press::ALL.to_vec()).prop_map(Message::Pressed),
        prop::sample::select(vec![
            Message::Over,
            Message::Close,
            Message::Ask,
            Message::AskPack,
            Message::Here,
            Message::Closed
        ]),
    ]
}

proptest! {
    #[test]
    fn every_message_comes_back(message in message()) {
        prop_assert_eq!(Message::read(&message.write()), Ok(message));
    }

    #[test]
    fn no_bytes_make_the_reader_panic(body: Vec<u8>) {
        let bytes = [&HEADER[..], &body].concat();
        if let Ok(message) = Message::read(&bytes) {
            prop_assert_eq!(message.write(), bytes);
        }
    }

    #[test]
    fn whatever_is_done_a_slide_is_shown(turns in prop::collection::vec(0usize..9, 0..40), count in 1usize..6) {
        let deck = |count: usize| (0..count).map(|at| at.to_string()).collect::<Vec<_>>();
        let mut show = Show::default();
        show.arrange(deck(count));
        for turn in turns {
            match turn {
                0 => show.turn(Turn::Next),
                1 => show.turn(Turn::Back),
                2 => show.turn(Turn::Last),
                3 => show.turn(Turn::To(turn)),
                4 => show.toggle_black(),
                5 => show.arrange(deck(1)),
                6 => show.arrange(deck(5)),
                _ => show.seek("3"),
            }
            prop_assert!(show.key().is_some());
            prop_assert!(show.at() < show.count());
        }
    }
}

#[test]
fn the_time_goes_on_over_a_reload_and_only_from_a_time() {
    let timer = Timer::new(0.0, 1000.0);
    assert_eq!(timer.spent(1000.0), 0.0);
    assert_eq!(timer.spent(66_500.0), 65.5);
    assert_eq!(timer.spent(0.0), 0.0, "never less than nothing");
    // After a reload the page's clock begins at 0.
    let again = Timer::kept(Some(timer.spent(66_500.0).to_string()), 20.0);
    assert_eq!(again.spent(2020.0), 67.5);
    for other in [
        None,
        Some(""),
        Some("x"),
        Some("-1"),
        Some("NaN"),
        Some("inf"),
    ] {
        let timer = Timer::kept(other.map(ToOwned::to_owned), 20.0);
        assert_eq!(timer.spent(1020.0), 1.0, "{other:?}");
    }
}
