use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use balans_model::{ENGINE, INPUT_COUNT, InputId, KSON_2023, Unit, input_id, simulate};
use proptest::prelude::*;

use balans_model::codes::constraints;

use super::*;

const CARE: InputId = input_id("requirement.care");

/// The scenario with its values in the order of their codes, as reading gives them.
fn shared(inputs: &Inputs) -> SharedScenario {
    let mut shared = SharedScenario::of(&KSON_2023, inputs, &simulate(&KSON_2023, inputs));
    shared.values.sort_by_key(|(id, _)| codes::input(id, 0));
    shared
}

fn with(changes: &[(&str, f64)]) -> Inputs {
    let mut inputs = Inputs::defaults(&KSON_2023);
    for (name, value) in changes {
        let id = KSON_2023.find(name).unwrap();
        assert_eq!(
            inputs.set(&KSON_2023, id, *value),
            balans_model::SetOutcome::Kept
        );
    }
    inputs
}

/// Every rating there can be, all of them high.
fn all_ratings() -> Vec<Rating> {
    let of = |measure: &'static str| {
        Aspect::ALL.iter().map(move |&aspect| Rating {
            measure,
            aspect,
            level: Level::High,
        })
    };
    codes::MEASURES.iter().copied().flat_map(of).collect()
}

/// A scenario with something of everything.
fn full() -> SharedScenario {
    let inputs = with(&[
        ("requirement.care", 50.0),
        ("occupancy.lss.change", -0.35),
        ("demography.elasticity_care", 1.0 / 3.0),
    ]);
    SharedScenario {
        view: "boende".to_owned(),
        name: "Förslag ÅÄÖ".to_owned(),
        note: "Från mötet 3 maj".to_owned(),
        ratings: all_ratings(),
        notes: vec![
            ("occupancy", "Färre tomma".to_owned()),
            ("resident_dialogue", "Fråga först".to_owned()),
        ],
        ..shared(&inputs)
    }
}

/// Every input away from its default: at the value that takes most room among those that a person can set, or, with
/// `any`, among all there are. What counts whole things stays whole.
fn all_changed(any: bool) -> Inputs {
    Inputs::raw(|id| {
        let spec = KSON_2023.spec(id);
        let whole = spec.unit.is_whole();
        let ends = if spec.default < spec.max {
            (spec.max, spec.min)
        } else {
            (spec.min, spec.max)
        };
        if whole {
            return ends.0;
        }
        let between = ends.0 + (spec.default - ends.0) / 3.0 + (ends.1 - ends.0) / 1000.0 / 7.0;
        if any {
            between
        } else {
            // A slider's step is at most two decimals; a typed number may have more.
            (between * 1000.0).round() / 1000.0
        }
    })
}

#[test]
fn every_input_changed_fits_in_two_thousand_letters() {
    for (any, what) in [(false, "three decimals"), (true, "any f64")] {
        let inputs = all_changed(any);
        assert_eq!(inputs.changed(&KSON_2023).count(), INPUT_COUNT);
        let shared = SharedScenario {
            view: "jamforelser".to_owned(),
            name: "Å".repeat(NAME_LIMIT),
            ratings: all_ratings(),
            ..shared(&inputs)
        };
        let text = shared.write().unwrap();
        println!(
            "every input changed ({what}), every rating set: {} letters",
            text.len()
        );
        assert!(text.len() <= 2000, "{what}: {}", text.len());
        let back = read(&text, &KSON_2023).unwrap();
        assert_eq!(back, shared);
        assert_eq!(back.today(&KSON_2023), (inputs, Vec::new()));
    }
}

#[test]
fn a_link_carries_all_of_it() {
    let shared = full();
    let text = shared.write().unwrap();
    assert_eq!(read(&text, &KSON_2023).unwrap(), shared);
    assert!(text.starts_with("s1.") && text.ends_with('z'));
    let friendly = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    assert!(text[3..].chars().all(friendly), "{text}");
    assert_eq!(shared.calculation(&KSON_2023), Some(Calculation::Today));
    assert_eq!(shared.provenance.engine, ENGINE);
}

#[test]
fn the_year_shown_goes_along_and_the_plan_year_takes_no_room() {
    let plain = full().write().unwrap();
    let with = |year| SharedScenario { year, ..full() };
    for year in KSON_2023.plan_year + 1..=KSON_2023.horizon {
        let text = with(Some(year)).write().unwrap();
        assert_ne!(text, plain);
        let back = read(&text, &KSON_2023).unwrap();
        assert_eq!(back, with(Some(year)));
        assert_eq!(back.draft(&KSON_2023).year, Some(year));
        // The calculation is not asked about it.
        assert_eq!(back.question(), full().question());
        assert_eq!(back.today(&KSON_2023), full().today(&KSON_2023));
    }
    assert_eq!(with(None).write().unwrap(), plain);
    for year in [KSON_2023.plan_year, KSON_2023.horizon + 1, 0, -1] {
        let text = with(Some(year)).write().unwrap();
        let error = read(&text, &KSON_2023).unwrap_err();
        assert_eq!(error.kind, LinkErrorKind::OutOfRange(vec![YEAR]), "{year}");
        assert_eq!(error.salvaged.unwrap().year, None);
    }
    let mut twice = with(Some(2025));
    twice.values.push((YEAR, 2025.0));
    assert_eq!(twice.write(), Err(Unwritable::Impossible));
}

/// Every term there is: a limit for every lever, one that takes what is left, every constraint, and a span for every input,
/// each tied to the first.
fn every_term() -> TermValues {
    let levers = InputId::all().filter(|id| KSON_2023.measure_of(*id).is_some());
    let limits = levers.map(|id| (id.name().to_owned(), KSON_2023.spec(id).max));
    let others = [
        ("take.indexation.withheld_care", 1.0),
        (constraints::AREA, 2.0),
        (constraints::TIOHUNDRA, 12.5),
        (constraints::MOST, 3.0),
        (constraints::SUPPORTED, 1.0),
        (constraints::NOT_RATED, 1.0),
        (constraints::GROUP, 1.0),
    ];
    let others = others.map(|(name, value)| (name.to_owned(), value));
    let spans = InputId::all().filter(|id| KSON_2023.spec(*id).unit != Unit::Bool);
    let spans = spans.flat_map(|id| {
        let spec = KSON_2023.spec(id);
        let ends = [("low.", spec.min), ("high.", spec.max), ("ties.", 0.0)];
        ends.map(|(kind, value)| ([kind, id.name()].concat(), value))
    });
    limits.chain(others).chain(spans).collect()
}

#[test]
fn a_note_on_an_input_goes_along() {
    let notes = vec![
        ("discharge", "En åtgärd.".to_owned()),
        ("base.total_cost", "Bokslutet är inte klart.".to_owned()),
    ];
    let shared = SharedScenario { notes, ..full() };
    let back = read(&shared.write().unwrap(), &KSON_2023).unwrap();
    assert_eq!(back.notes, shared.notes);
    let draft = back.draft(&KSON_2023);
    let mut again = full();
    again.set_annotations(&draft, true);
    assert_eq!(again.notes.len(), 2);
}

#[test]
fn limits_and_constraints_go_along_and_take_no_room_otherwise() {
    let with = |terms: TermValues| SharedScenario { terms, ..full() };
    let plain = full().write().unwrap();
    assert_eq!(with(TermValues::new()).write().unwrap(), plain);
    let terms = every_term();
    let text = with(terms.clone()).write().unwrap();
    println!(
        "{} terms take {} letters",
        terms.len(),
        text.len() - plain.len()
    );
    let back = read(&text, &KSON_2023).unwrap();
    assert_eq!(back, with(terms.clone()));
    assert_eq!(back.draft(&KSON_2023).terms, terms);
    let one = TermValues::from([("indexation.withheld_care".to_owned(), 4.6)]);
    let link = SharedScenario {
        terms: one,
        ..shared(&Inputs::defaults(&KSON_2023))
    };
    assert!(link.write().unwrap().len() <= 80);
}

#[test]
fn a_term_that_nothing_can_have_is_refused_and_named() {
    let bad = [
        ("indexation.withheld_care", 1e9, "indexation.withheld_care"),
        (
            "take.indexation.withheld_care",
            2.0,
            "indexation.withheld_care",
        ),
        ("requirement.care", 1.0, "requirement.care"),
        (constraints::MOST, 2.5, constraints::MOST),
        (constraints::AREA, 3.0, constraints::AREA),
        (constraints::TIOHUNDRA, -1.0, constraints::TIOHUNDRA),
        (constraints::GROUP, 0.0, constraints::GROUP),
    ];
    for (name, value, named) in bad {
        let shared = SharedScenario {
            terms: [(name, value), ("not_rated", 1.0)]
                .map(|(name, value)| (name.to_owned(), value))
                .into(),
            ..full()
        };
        let error = read(&shared.write().unwrap(), &KSON_2023).unwrap_err();
        assert_eq!(error.kind, LinkErrorKind::OutOfRange(vec![named]), "{name}");
        let saved = error.salvaged.unwrap();
        assert_eq!(
            (saved.values.len(), saved.terms.len()),
            (full().values.len(), 1)
        );
    }
    for (name, value) in [("nonsense", 1.0), ("indexation.withheld_care", f64::NAN)] {
        let shared = SharedScenario {
            terms: TermValues::from([(name.to_owned(), value)]),
            ..full()
        };
        assert_eq!(shared.write(), Err(Unwritable::Impossible));
    }
}

#[test]
fn a_sender_goes_along_by_choice_and_takes_no_room_otherwise() {
    let plain = full().write().unwrap();
    let with = |name: &str, day: &str| SharedScenario {
        sender: Some(Sender {
            name: name.to_owned(),
            day: day.to_owned(),
        }),
        ..full()
    };
    let anna = with("Anna Åberg", "2026-11-29");
    let text = anna.write().unwrap();
    assert_eq!(read(&text, &KSON_2023).unwrap(), anna);
    assert!(text.len() > plain.len());
    // The texts before it are the same, apart from length and checksum.
    let body = |shared: &SharedScenario| {
        let mut body = Vec::new();
        shared.body(&mut body).unwrap();
        body
    };
    assert!(body(&anna).starts_with(&body(&full())));
    for (name, day) in [
        ("", "2026-11-29"),
        (&*"x".repeat(NAME_LIMIT + 1), "2026-11-29"),
        ("Anna", "I dag"),
    ] {
        assert_eq!(
            with(name, day).write(),
            Err(Unwritable::Impossible),
            "{name} {day}"
        );
    }
    // An empty name, and a text after the sender, are not as they would be written.
    for more in [&[0, 0][..], &[0, 1, b'x']] {
        let mut odd = body(&full());
        odd.extend_from_slice(more);
        let error = read(&encode_frame(&odd), &KSON_2023).unwrap_err();
        assert_eq!(error.kind, LinkErrorKind::Changed);
    }
    let mut longer = body(&anna);
    longer.push(0);
    let error = read(&encode_frame(&longer), &KSON_2023).unwrap_err();
    assert_eq!(error.kind, LinkErrorKind::Changed);
}

#[test]
fn the_underlag_itself_is_a_short_link() {
    let text = shared(&Inputs::defaults(&KSON_2023)).write().unwrap();
    assert!(text.len() < 60, "{text}");
    assert_eq!(read(&text, &KSON_2023).unwrap().values, []);
}

#[test]
fn a_link_is_found_in_what_people_paste() {
    let link = shared(&with(&[("requirement.care", 50.0)]))
        .write()
        .unwrap();
    for pasted in [
        link.clone(),
        format!("#{link}"),
        format!("https://example.se/budget/#{link}"),
        format!("  Titta: https://example.se/#{link}.\n"),
        format!("<https://example.se/#{link}>"),
    ] {
        assert_eq!(find(&pasted), Some(&*link), "{pasted}");
        assert!(read(&pasted, &KSON_2023).is_ok());
    }
    for other in [
        "",
        "#",
        "#/",
        "#/boende?s1.abc",
        "s",
        "s1",
        "s0.x",
        "ss.x",
        "så.",
        "#sök",
    ] {
        assert_eq!(find(other), None, "{other}");
        let kind = read(other, &KSON_2023).unwrap_err().kind;
        assert_eq!(kind, LinkErrorKind::NotALink);
    }
}

/// Every way that something is known to change an address, done to a link.
fn changed_on_the_way(link: &str) -> Vec<(&'static str, String)> {
    let address = format!("https://example.se/balans/#{link}");
    let once = address
        .replace(':', "%3A")
        .replace('/', "%2F")
        .replace('#', "%23");
    let twice = once.replace('%', "%25");
    let letters: Vec<char> = address.chars().collect();
    let broken = |width: usize, between: &str| {
        let lines = letters
            .chunks(width)
            .map(|line| line.iter().collect::<String>());
        lines.collect::<Vec<_>>().join(between)
    };
    let quoted_printable = broken(75, "=\r\n").replace('#', "=23");
    let proofpoint = address
        .replace('_', "-5F")
        .replace("https:", "https-3A")
        .replace('#', "-23");
    let (before, after) = proofpoint.split_once("-23").unwrap();
    let proofpoint = format!(
        "{}-23{}",
        before.replace('/', "_"),
        after.replace('-', "-2D").replace("-2D5F", "-5F")
    );
    vec![
        ("the fragment", format!("#{link}")),
        (
            "encoded once",
            format!("https://example.se/balans/%23{link}"),
        ),
        (
            "encoded twice",
            format!("https://example.se/balans/%2523{link}"),
        ),
        (
            "index.html",
            format!("https://example.se/balans/index.html%23{link}"),
        ),
        (
            "without the hash",
            format!("https://example.se/balans/{link}"),
        ),
        (
            "capital scheme and host",
            format!("HTTPS://EXAMPLE.SE/balans/#{link}"),
        ),
        ("a full stop", format!("Titta på {address}.")),
        (
            "a sentence after",
            format!("Titta på {address}, så ser du. Hälsningar Per"),
        ),
        (
            "words right after a line",
            format!("{address}\r\n\r\nHej\r\nPer"),
        ),
        ("brackets", format!("(se <{address}>)")),
        ("square brackets", format!("[{address}]")),
        (
            "markdown",
            format!("[Förslag](https://example.se/balans/#{link}) och mer"),
        ),
        (
            "escaped in markdown",
            address.replace('_', "\\_").replace('-', "\\-"),
        ),
        ("Slack", format!("<{address}|Förslag>")),
        ("quotation marks", format!("”{address}”")),
        ("fbclid", format!("{address}?fbclid=IwAR0abc_z")),
        (
            "utm",
            format!("{address}&utm_source=nyhetsbrev&utm_medium=email"),
        ),
        (
            "fbclid before",
            format!("https://example.se/balans/?fbclid=IwAR0abc#{link}"),
        ),
        (
            "Safe Links",
            format!(
                "https://eur01.safelinks.protection.outlook.com/?url={once}&data=05%7C02%7Cper%40example.se%7C0z&sdata=abc%3D&reserved=0"
            ),
        ),
        (
            "Safe Links twice",
            format!(
                "https://eur01.safelinks.protection.outlook.com/?url={twice}&data=05%257C02&reserved=0"
            ),
        ),
        (
            "Teams",
            format!(
                "https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url={once}&locale=sv-se&dest=https%3A%2F%2Fteams.microsoft.com"
            ),
        ),
        (
            "Google",
            format!("https://www.google.com/url?q={once}&sa=D&source=calendar"),
        ),
        (
            "Facebook",
            format!("https://l.facebook.com/l.php?u={once}&h=AT0z"),
        ),
        (
            "Barracuda",
            format!(
                "https://linkprotect.cudasvc.com/url?a={}&c=E,1,z",
                once.replace("%3A", "%3a").replace("%2F", "%2f")
            ),
        ),
        (
            "Proofpoint 2",
            format!("https://urldefense.proofpoint.com/v2/url?u={proofpoint}&d=DwMFaQ&c=z"),
        ),
        (
            "Proofpoint 3",
            format!(
                "https://urldefense.com/v3/__{}__;Iw!!abc!z$",
                address.replace('#', "*")
            ),
        ),
        ("broken lines", broken(72, "\r\n")),
        ("broken and indented", broken(72, " \n  ")),
        ("quoted mail", format!("> {}", broken(72, "\n> "))),
        ("quoted twice", format!(">> {}", broken(72, "\r\n>> "))),
        ("quoted-printable", quoted_printable),
        (
            "all of it encoded",
            format!(
                "https://example.se/balans/#{}",
                link.replace('-', "%2D").replace('_', "%5F")
            ),
        ),
        ("hyphens that don't break", address.replace('-', "\u{2011}")),
        ("dashes", address.replace("--", "\u{2014}")),
        ("soft hyphens", broken(20, "\u{ad}")),
        ("spaces without width", broken(20, "\u{200b}")),
        (
            "two of them",
            format!("https://example.se/#s1.avklippt\n{address}"),
        ),
    ]
}

#[test]
fn what_is_done_to_an_address_on_its_way_is_undone() {
    for shared in [shared(&with(&[("requirement.care", 50.0)])), full()] {
        let link = shared.write().unwrap();
        for (what, text) in changed_on_the_way(&link) {
            assert_eq!(
                read(&text, &KSON_2023).as_ref(),
                Ok(&shared),
                "{what}: {text}"
            );
            assert!(find(&text).is_some(), "{what}");
        }
    }
}

#[test]
fn a_text_of_nothing_but_beginnings_is_left_early() {
    let link = shared(&Inputs::defaults(&KSON_2023)).write().unwrap();
    let after = |count: usize| format!("{}#{link}", "#s1. ".repeat(count));
    assert!(read(&after(MOST_LINKS - 1), &KSON_2023).is_ok());
    assert_eq!(kind(&after(MOST_LINKS)), LinkErrorKind::Changed);
    assert_eq!(links(&"#s1.".repeat(LIMIT / 4)).count(), MOST_LINKS);
}

#[test]
fn a_link_of_the_greatest_length_is_read_with_its_address() {
    let mut long = full();
    long.notes = codes::MEASURES
        .iter()
        .copied()
        .map(|measure| (measure, "å".repeat(1000)))
        .collect();
    for (_, note) in &mut long.notes {
        note.push_str(&"ö".repeat(NOTE_LIMIT - 1000));
    }
    while long.write() == Err(Unwritable::TooLong) {
        let longest = long
            .notes
            .iter_mut()
            .max_by_key(|(_, note)| note.len())
            .unwrap();
        let end = longest.1.char_indices().nth_back(60).unwrap().0;
        longest.1.truncate(end);
    }
    let link = long.write().unwrap();
    assert!(link.len() > LIMIT - 400, "{}", link.len());
    let address = format!("Hej!\n\nSe https://example.se/balans/#{link}\n");
    assert_eq!(read(&address, &KSON_2023), Ok(long));
    let longer = format!("https://example.se/#s1.{}z", "A".repeat(LIMIT));
    assert_eq!(kind(&longer), LinkErrorKind::TooLong);
}

#[test]
fn what_could_be_saved_is_counted_right_whatever_stands_at_the_end() {
    let whole = full();
    let text = whole.write().unwrap();
    for end in [")", "?fbclid=IwAR0", "&utm_source=x", "%", " ]", "…"] {
        let error = read(&[&text[..text.len() - 1], end].concat(), &KSON_2023).unwrap_err();
        let saved = error.salvaged.unwrap();
        assert_eq!(saved.values, whole.values, "{end}");
        assert_eq!((saved.ratings.len(), saved.notes.len()), (76, 2), "{end}");
    }
}

fn kind(text: &str) -> LinkErrorKind {
    read(text, &KSON_2023).unwrap_err().kind
}

fn made(engine: u32, pack: &str, version: u32) -> SharedScenario {
    SharedScenario {
        provenance: Provenance {
            engine,
            pack: pack.to_owned(),
            version,
        },
        ..full()
    }
}

#[test]
fn what_is_wrong_is_said_and_what_is_right_is_saved() {
    let today = KSON_2023.version();
    for (shared, says) in [
        (made(ENGINE + 1, "kson-2023", today), LinkErrorKind::Newer),
        (made(ENGINE + 1, "kson-2024", 7), LinkErrorKind::Newer),
        (
            made(ENGINE, "eget-1", today),
            LinkErrorKind::UnknownPack("eget-1".to_owned()),
        ),
        (
            made(ENGINE, "kson-2023", today ^ 1),
            LinkErrorKind::UnknownCalculation,
        ),
        (
            made(0, "kson-2023", today),
            LinkErrorKind::UnknownCalculation,
        ),
    ] {
        let error = read(&shared.write().unwrap(), &KSON_2023).unwrap_err();
        assert_eq!(error.kind, says);
        assert_eq!(error.salvaged.as_deref(), Some(&shared));
        assert_eq!(shared.calculation(&KSON_2023), None);
    }
    assert_eq!(kind("s2.abcz"), LinkErrorKind::Newer);
    assert_eq!(kind("s9.a"), LinkErrorKind::Newer);
    assert_eq!(kind("s1.A"), LinkErrorKind::Cut);
    assert_eq!(kind("#s1."), LinkErrorKind::Cut);
    assert_eq!(find("#s1."), Some("s1."));
    let upper = full().write().unwrap().to_uppercase();
    assert_eq!(kind(&upper), LinkErrorKind::Changed);
    assert_eq!(find(&["#", &upper].concat()), Some(&*upper));
    assert_eq!(kind(&"x".repeat(LIMIT + 1)), LinkErrorKind::TooLong);
    assert_eq!(kind(&"å".repeat(LIMIT / 2)), LinkErrorKind::NotALink);
}

#[test]
fn a_value_outside_its_range_is_refused_and_named() {
    let mut shared = full();
    for value in [-1.0, 100.1, f64::MAX, -0.0] {
        shared.values[0] = (CARE.name(), value);
        let error = read(&shared.write().unwrap(), &KSON_2023).unwrap_err();
        assert_eq!(error.kind, LinkErrorKind::OutOfRange(vec![CARE.name()]));
        let saved = error.salvaged.unwrap();
        assert_eq!(saved.values, shared.values[1..]);
        assert_eq!(saved.notes, shared.notes);
    }
    // Neither yes nor no.
    shared.values[0] = ("occupancy.on", 0.5);
    assert_eq!(
        kind(&shared.write().unwrap()),
        LinkErrorKind::OutOfRange(vec!["occupancy.on"])
    );
    shared.values[0] = (CARE.name(), f64::NAN);
    assert_eq!(shared.write(), Err(Unwritable::Impossible));
}

/// Half a year, month, person or place has no meaning.
#[test]
fn a_fraction_of_what_is_whole_is_refused_and_named() {
    for id in InputId::all() {
        let spec = KSON_2023.spec(id);
        if spec.unit == Unit::Bool {
            continue;
        }
        let value = spec.max - spec.step / 2.0;
        let one = read(
            &shared(&with(&[(id.name(), value)])).write().unwrap(),
            &KSON_2023,
        );
        if spec.is_fraction(value) {
            let error = one.unwrap_err();
            assert_eq!(error.kind, LinkErrorKind::NotWhole(vec![id.name()]));
            assert_eq!(error.salvaged, None);
        } else {
            assert_eq!(one.unwrap().values, [(id.name(), value)]);
        }
    }
    let years = ["indexation.start_year", "indexation.years"];
    let both = with(&[(CARE.name(), 50.0), (years[0], 2024.5), (years[1], 2.5)]);
    let error = read(&shared(&both).write().unwrap(), &KSON_2023).unwrap_err();
    let LinkErrorKind::NotWhole(mut named) = error.kind else {
        unreachable!("{error:?}")
    };
    named.sort_unstable();
    assert_eq!(named, years);
    assert_eq!(error.salvaged.unwrap().values, [(CARE.name(), 50.0)]);
}

/// The first calculation took a count with decimals: its links are read as they were made, and are whole today.
#[test]
fn a_count_with_decimals_of_the_first_calculation_is_kept() {
    let mut made = shared(&Inputs::defaults(&KSON_2023));
    let first = FROZEN[0];
    (made.provenance.engine, made.provenance.version) = (first.engine, first.version);
    made.values = vec![
        ("e_services.cases", 3000.0),
        ("welfare_technology.users", 10.5),
    ];
    made.values.sort_by_key(|(id, _)| codes::input(id, 0));
    let back = read(&made.write().unwrap(), &KSON_2023).unwrap();
    assert_eq!(back, made);
    let (inputs, left) = back.today(&KSON_2023);
    assert_eq!(left, [""; 0]);
    let users = KSON_2023.find("welfare_technology.users").unwrap();
    assert_eq!(inputs.get(users).to_bits(), 11.0_f64.to_bits());
    assert_eq!(
        back.draft(&KSON_2023).values["welfare_technology.users"],
        10.5
    );
    // A year with decimals is no more a year there.
    made.values = vec![("indexation.start_year", 2024.5)];
    let error = read(&made.write().unwrap(), &KSON_2023).unwrap_err();
    assert_eq!(
        error.kind,
        LinkErrorKind::NotWhole(vec!["indexation.start_year"])
    );
}

/// Nobody but a forger writes these: [`SharedScenario::write`] does not.
#[test]
fn what_is_no_number_is_refused() {
    let value = 1.0 / 3.0;
    let id = "demography.elasticity_care";
    let whole = shared(&with(&[(id, value)]));
    let mut body = Vec::new();
    whole.body(&mut body).unwrap();
    let at = body
        .windows(8)
        .position(|eight| eight == value.to_le_bytes())
        .unwrap();
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        body[at..at + 8].copy_from_slice(&value.to_le_bytes());
        let error = read(&encode_frame(&body), &KSON_2023).unwrap_err();
        assert_eq!(error.kind, LinkErrorKind::OutOfRange(vec![id]));
        assert_eq!(error.salvaged, None);
    }
}

#[test]
fn codes_of_a_newer_version_are_told_from_damage() {
    let mut body = Vec::new();
    shared(&Inputs::defaults(&KSON_2023))
        .body(&mut body)
        .unwrap();
    // The last four bytes are the empty lists: runs, ratings, note, notes.
    let head = body.len() - 4;
    let after = |rest: &[u8]| {
        let mut bytes = body[..head].to_vec();
        bytes.extend_from_slice(rest);
        read(&encode_frame(&bytes), &KSON_2023).map(|shared| shared.values.len())
    };
    assert_eq!(after(&[0, 0, 0, 0]), Ok(0));
    // Inputs 0 and 1000 (1 + 999), both 5 with no decimals.
    let care = |code_after: &[u8]| {
        let mut rest = vec![2, 0, 0];
        rest.extend_from_slice(code_after);
        rest.extend_from_slice(&[0, 0, 0xa0, 1, 0xa0, 1, 0, 0, 0]);
        after(&rest).unwrap_err()
    };
    let error = care(&[0xe7, 7]);
    assert_eq!(error.kind, LinkErrorKind::Newer);
    assert_eq!(error.salvaged.unwrap().values, [(CARE.name(), 5.0)]);
    // Measure 63, rated and noted.
    let mut rated = vec![0, 64];
    rated.extend_from_slice(&[0; 63]);
    rated.extend_from_slice(&[1, 0, 0]);
    assert_eq!(after(&rated).unwrap_err().kind, LinkErrorKind::Newer);
    assert_eq!(
        after(&[0, 0, 0, 1, 63, 1, b'x']).unwrap_err().kind,
        LinkErrorKind::Newer
    );
    // More inputs than there will ever be, lists that lie, and things twice.
    for rest in [
        &[1, 0, 0x80, 0x80, 0x80, 0x80, 0x10][..],
        &[2, 0xff, 7, 0xff, 7, 0, 0],
        &[0xff, 0xff, 0xff, 0xff, 0x0f],
        &[0, 0, 0xff, 0xff, 0xff, 0x0f],
        &[0, 0, 0, 0xff, 0xff, 0x0f],
        &[0, 0, 0, 2, 0, 1, b'x', 0, 1, b'y'],
        &[0, 0, 0, 1, 0, 0],
        &[0, 1, 0, 0, 0],
        &[0, 0, 0, 0, 0],
        &[0, 0, 1, 0xff, 0],
    ] {
        assert_eq!(
            after(rest).unwrap_err().kind,
            LinkErrorKind::Changed,
            "{rest:?}"
        );
    }
}

#[test]
fn what_no_link_can_hold_is_not_written() {
    let base = full();
    let impossible = |change: &dyn Fn(&mut SharedScenario)| {
        let mut shared = base.clone();
        change(&mut shared);
        assert_eq!(shared.write(), Err(Unwritable::Impossible));
    };
    impossible(&|shared| shared.values[1] = shared.values[0]);
    impossible(&|shared| shared.values[0].0 = "requirement.caer");
    impossible(&|shared| shared.ratings[1] = shared.ratings[0]);
    impossible(&|shared| shared.notes[1].0 = shared.notes[0].0);
    impossible(&|shared| shared.notes[1].1.clear());
    impossible(&|shared| shared.notes[1].0 = "nothing");
    impossible(&|shared| shared.notes[1].1 = "x".repeat(NOTE_LIMIT + 1));
    impossible(&|shared| shared.name = "x".repeat(NAME_LIMIT + 1));
    impossible(&|shared| shared.view = "Boende".to_owned());
    let mut long = base.clone();
    long.notes = codes::MEASURES
        .iter()
        .copied()
        .map(|measure| (measure, "å".repeat(NOTE_LIMIT)))
        .collect();
    assert_eq!(long.write(), Err(Unwritable::TooLong));
}

#[test]
fn values_keep_their_bits_and_most_take_few_bytes() {
    for (value, bytes) in [
        (0.0, 1),
        (1.0, 1),
        (-10.0, 2),
        (47.6, 2),
        (47.65, 3),
        (3120.0, 3),
        (0.123_456_789, 5),
        (3_999.123_456_789, 7),
        (0.1 + 0.2, 8),
        (-0.0, 8),
        (f64::MIN_POSITIVE, 8),
        (f64::MAX, 8),
        (1.0 / 3.0, 8),
    ] {
        let taken = decimal(value).map_or(8, |digits| {
            assert_eq!(from_decimal(digits).to_bits(), value.to_bits(), "{value}");
            let mut out = Vec::new();
            put_number(&mut out, digits);
            out.len()
        });
        assert_eq!(taken, bytes, "{value}");
    }
}

#[test]
fn the_verdict() {
    let shared = full();
    assert_eq!(verify(&shared, shared.headline), Verdict::Matches);
    let now = Headline {
        care_kr: shared.headline.care_kr + 1,
        ..shared.headline
    };
    let Verdict::Differs([care, health]) = verify(&shared, now) else {
        panic!("a krona is a difference")
    };
    assert_eq!((care.area, care.new_kr - care.old_kr), (Area::Care, 1));
    assert_eq!((health.area, health.new_kr), (Area::Health, health.old_kr));
}

#[test]
fn gaps_are_whole_kronor() {
    let inputs = Inputs::defaults(&KSON_2023);
    let now = Headline::of(&KSON_2023, &simulate(&KSON_2023, &inputs));
    // 47,6 and 26,1 less the decided 0,5 and 0,7 of the care.
    assert_eq!((now.care_kr, now.health_kr), (46_400_000, 26_100_000));
    assert_eq!(Headline::from_mnkr(-0.000_000_5, f64::NAN).care_kr, -1);
}

#[test]
fn a_frozen_calculation_is_found_and_asked() {
    let old = Frozen {
        engine: ENGINE,
        version: 0x1f,
    };
    let mut link = made(old.engine, "kson-2023", old.version);
    // Outside today's range, and maybe not outside that of its day.
    link.values[0] = (CARE.name(), 100.5);
    let text = link.write().unwrap();
    assert_eq!(read_with(&text, &KSON_2023, &[old]), Ok(link.clone()));
    let found = calculation(&link.provenance, &KSON_2023, &[old]);
    assert_eq!(found, Some(Calculation::Frozen(old)));
    assert_eq!(old.file(), format!("engines/{ENGINE}-0000001f.wasm"));
    assert_eq!(
        link.question(),
        r#"{"inputs":{"requirement.care":100.5,"demography.elasticity_care":0.3333333333333333,"occupancy.lss.change":-0.35}}"#
    );
    // On today's figures that value has no place.
    let (inputs, left) = link.today(&KSON_2023);
    assert_eq!(left, [CARE.name()]);
    assert_eq!(inputs.get(CARE), KSON_2023.spec(CARE).default);
    assert_eq!(inputs.changed(&KSON_2023).count(), 2);
    // What can't be a number is refused whatever the calculation.
    let mut body = Vec::new();
    link.body(&mut body).unwrap();
    let raw = (1.0_f64 / 3.0).to_le_bytes();
    let at = body.windows(8).position(|eight| eight == raw).unwrap();
    body[at..at + 8].copy_from_slice(&f64::NAN.to_le_bytes());
    let error = read_with(&encode_frame(&body), &KSON_2023, &[old]).unwrap_err();
    assert_eq!(
        error.kind,
        LinkErrorKind::OutOfRange(vec!["demography.elasticity_care"])
    );
}

#[test]
fn a_frozen_answer_is_read() {
    let link = made(1, "kson-2023", 31);
    let budget = r#"{"requirement":[0,1],"saving":[0,1],"gap":[0,1.5],"financing":[1,2]}"#;
    let answer = |version: u32, plan_year: u32| {
        format!(
            r#"{{"engine":1,"pack":"kson-2023","version":{version},"plan_year":{plan_year},
            "inputs":[{{"id":"a","label":"A","unit":"mnkr","default":1,"value":2}}],
            "report":{{"years":[2022,2023],"areas":{{"care":{budget},"health":{budget}}},"total":{budget},"more":1}}}}"#
        )
    };
    let read = |json: &str| FrozenAnswer::read(json, &link);
    let headline = read(&answer(31, 2023)).unwrap().headline().unwrap();
    assert_eq!(
        (headline.care_kr, headline.health_kr),
        (1_500_000, 1_500_000)
    );
    assert_eq!(read(&answer(31, 2050)).unwrap().headline(), None);
    assert_eq!(read(&answer(32, 2023)), Err(Refusal::Nonsense));
    assert_eq!(read("{"), Err(Refusal::Nonsense));
    assert_eq!(
        read(r#"{"refused":"requirement.care"}"#),
        Err(Refusal::Input("requirement.care".to_owned()))
    );
}

/// The fault of a link that lost its end, with what it saved.
#[test]
fn a_cut_link_saves_what_stands_before_the_cut() {
    let whole = full();
    let text = whole.write().unwrap();
    let mut most = 0;
    for letters in 4..text.len() {
        let error = read(&text[..letters], &KSON_2023).unwrap_err();
        assert_eq!(error.kind, LinkErrorKind::Cut, "{letters}");
        let saved = error.salvaged.map_or(0, |saved| {
            // All of the values but maybe the last stand as they were.
            assert_eq!(saved.values[..], whole.values[..saved.values.len()]);
            saved.values.len()
        });
        assert!(saved >= most, "a longer rest saves no less");
        most = saved;
    }
    assert_eq!(most, whole.values.len());
}

#[test]
fn a_link_has_room_for_every_code() {
    assert!(codes::INPUTS.len() <= MOST_INPUTS && codes::MEASURES.len() <= MOST_MEASURES);
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/links")
}

#[test]
fn a_rating_keeps_its_bits() {
    let shifts = Aspect::ALL
        .iter()
        .map(|&aspect| (aspect.id(), codes::shift(aspect)));
    assert_eq!(
        shifts.collect::<Vec<_>>(),
        [
            ("users", 0),
            ("staff", 2),
            ("legal_certainty", 4),
            ("other_services", 6)
        ]
    );
    let levels = (0..=3).map(|bits| codes::level(bits).map(Level::id));
    assert_eq!(
        levels.collect::<Vec<_>>(),
        [None, Some("low"), Some("medium"), Some("high")]
    );
}

// Properties ---------------------------------------------------------------------

/// A value of this input: at its ends, on its grid, or anywhere between.
fn value(id: InputId) -> impl Strategy<Value = f64> {
    let spec = KSON_2023.spec(id);
    let (min, max, step) = (spec.min, spec.max, spec.step);
    let steps = ((max - min) / step).floor().min(1e6) as u32;
    prop_oneof![
        Just(min),
        Just(max),
        (0..=steps).prop_map(move |n| min + f64::from(n) * step),
        min..=max,
    ]
    .prop_map(move |value| {
        let spec = KSON_2023.spec(id);
        spec.mend(value).unwrap()
    })
}

fn some_values() -> impl Strategy<Value = Vec<(&'static str, f64)>> {
    proptest::collection::btree_set(0..INPUT_COUNT, 0..=INPUT_COUNT).prop_flat_map(|places| {
        let mut ids: Vec<InputId> = places
            .into_iter()
            .map(|place| InputId::all().nth(place).unwrap())
            .collect();
        // As a link has them: in the order of their codes.
        ids.sort_by_key(|id| codes::input(id.name(), 0));
        ids.into_iter()
            .map(|id| value(id).prop_map(move |value| (id.name(), value)))
            .collect::<Vec<_>>()
    })
}

fn some_ratings() -> impl Strategy<Value = Vec<Rating>> {
    proptest::collection::vec(0..=3_usize, codes::MEASURES.len() * 4).prop_map(|levels| {
        let rating = |(place, level): (usize, usize)| {
            Some(Rating {
                measure: codes::MEASURES[place / 4],
                aspect: Aspect::ALL[place % 4],
                level: Level::ALL[level.checked_sub(1)?],
            })
        };
        levels.into_iter().enumerate().filter_map(rating).collect()
    })
}

fn some_notes() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    proptest::collection::btree_map(0..codes::MEASURES.len(), ".{1,60}", 0..4).prop_map(|notes| {
        let named = |(place, note): (usize, String)| (codes::MEASURES[place], note);
        notes.into_iter().map(named).collect()
    })
}

fn some_terms() -> impl Strategy<Value = TermValues> {
    let all: Vec<(String, f64)> = every_term().into_iter().collect();
    let most = all.len();
    proptest::sample::subsequence(all, 0..most).prop_map(|some| some.into_iter().collect())
}

fn any_shared() -> impl Strategy<Value = SharedScenario> {
    (
        (some_values(), some_ratings(), some_notes()),
        ("[a-z0-9/-]{0,40}", ".{0,80}", "(?s).{0,200}"),
        (any::<(i64, i64)>(), proptest::option::of(2024..=2031)),
        proptest::option::of((".{1,80}", "[0-9-]{0,10}")),
        some_terms(),
    )
        .prop_map(
            |(
                (values, ratings, notes),
                (view, name, note),
                ((care_kr, health_kr), year),
                sender,
                terms,
            )| {
                SharedScenario {
                    year,
                    terms,
                    sender: sender.map(|(name, day)| Sender { name, day }),
                    headline: Headline { care_kr, health_kr },
                    view,
                    name,
                    note,
                    values,
                    ratings,
                    notes,
                    ..shared(&Inputs::defaults(&KSON_2023))
                }
            },
        )
}

proptest! {
    #[test]
    fn what_is_written_is_read(shared in any_shared()) {
        let text = shared.write().unwrap();
        let back = read(&text, &KSON_2023).unwrap();
        prop_assert_eq!(&back, &shared);
        // Not only equal: the same bits, so that the same link computes the same numbers.
        for ((_, a), (_, b)) in back.values.iter().zip(&shared.values) {
            prop_assert_eq!(a.to_bits(), b.to_bits());
        }
        prop_assert_eq!(back.write().unwrap(), text);
    }

    #[test]
    fn what_stands_around_a_link_is_passed_over(
        shared in any_shared(),
        before in "(?s)[^#s]{0,40}",
        between in "(>|\\r?\\n[> ]{0,3}|\u{ad}|\u{200b}|=\r\n){0,1}",
        at in any::<proptest::sample::Index>(),
        after in "(?s).{0,60}",
    ) {
        let text = shared.write().unwrap();
        let place = 3 + at.index(text.len() - 3);
        let between = if between == ">" { "" } else { &between };
        let sent = format!("{before} https://example.se/#{}{between}{}{after}", &text[..place], &text[place..]);
        prop_assert_eq!(read(&sent, &KSON_2023), Ok(shared), "{}", sent);
    }

    #[test]
    fn a_cut_anywhere_is_a_fault(shared in any_shared(), at in any::<proptest::sample::Index>()) {
        let text = shared.write().unwrap();
        let error = read(&text[..at.index(text.len())], &KSON_2023).unwrap_err();
        prop_assert!(matches!(error.kind, LinkErrorKind::Cut | LinkErrorKind::NotALink));
    }

    #[test]
    fn a_flipped_bit_is_a_fault(shared in any_shared(), at in any::<proptest::sample::Index>(), bit in 0..7_u8) {
        let mut letters = shared.write().unwrap().into_bytes();
        let place = at.index(letters.len());
        letters[place] ^= 1 << bit;
        let text = String::from_utf8(letters).unwrap();
        prop_assert!(read(&text, &KSON_2023).is_err(), "{text}");
    }

    #[test]
    fn letters_changed_here_and_there_are_a_fault(
        shared in any_shared(),
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), 0..64_usize), 1..6),
    ) {
        let whole = shared.write().unwrap();
        let mut letters = whole.clone().into_bytes();
        let inside = letters.len() - 4;
        for (at, letter) in changes {
            letters[3 + at.index(inside)] =
                b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[letter];
        }
        let text = String::from_utf8(letters).unwrap();
        // One in four thousand million would get by the checksum.
        prop_assert!(text == whole || read(&text, &KSON_2023).is_err(), "{text}");
    }

    #[test]
    fn any_bytes_give_a_link_or_a_fault(data in proptest::collection::vec(any::<u8>(), 0..400)) {
        check::check(&data);
    }

    #[test]
    fn any_letters_give_a_link_or_a_fault(text in "s[0-9a-z]\\.[A-Za-z0-9_-]{0,300}z?") {
        check::check(text.as_bytes());
    }

    #[test]
    fn any_text_gives_a_link_or_a_fault(text in "(?s).{0,200}") {
        check::check(text.as_bytes());
    }

    #[test]
    fn a_body_changed_on_purpose_gives_a_link_or_a_fault(
        shared in any_shared(),
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut body = Vec::new();
        shared.body(&mut body).unwrap();
        for (at, byte) in changes {
            let place = at.index(body.len());
            body[place] = byte;
        }
        check::check(&body);
    }
}

// A short run of the fuzzer ----------------------------------------------------------

/// Every link of the frozen corpus, and the bodies of those that can be opened.
static SEEDS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut seeds = Vec::new();
    for part in ["good", "bad"] {
        for file in std::fs::read_dir(folder().join(part)).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            let file: serde_json::Value = serde_json::from_str(&text).unwrap();
            let link = file["link"].as_str().unwrap();
            seeds.push(link.as_bytes().to_vec());
            if let Ok(shared) = read(link, &KSON_2023) {
                let mut body = Vec::new();
                shared.body(&mut body).unwrap();
                seeds.push(body);
            }
        }
    }
    seeds
});

/// SplitMix64.
struct SeededRandom(u64);

impl SeededRandom {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }
}

/// The same mutations as a fuzzer's first ones, seeded, a fixed number of them; the long run is `cargo xtask fuzz`.
#[test]
fn twenty_thousand_mutations_of_the_corpus() {
    let mut chance = SeededRandom(2023);
    for seed in SEEDS.iter() {
        check::check(seed);
    }
    for _ in 0..20_000 {
        let mut data = SEEDS[chance.below(SEEDS.len())].clone();
        for _ in 0..=chance.below(4) {
            let at = chance.below(data.len() + 1);
            match chance.below(6) {
                0 => data.truncate(at),
                1 => data.insert(at, chance.below(256) as u8),
                2 if at < data.len() => data[at] ^= 1 << chance.below(8),
                3 if at < data.len() => data[at] = [0, 1, 0x7f, 0x80, 0xff][chance.below(5)],
                4 if at < data.len() => drop(data.remove(at)),
                _ => {
                    let other = &SEEDS[chance.below(SEEDS.len())];
                    let from = chance.below(other.len() + 1);
                    data.truncate(at);
                    data.extend_from_slice(&other[from..]);
                }
            }
        }
        check::check(&data);
    }
}

/// The inputs of the fuzzer's corpus (`fuzz/corpus`), which reach the most of the reader.
#[test]
fn every_input_kept_by_the_fuzzer_is_read_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/read_link");
    let mut count = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        check::check(&std::fs::read(file.unwrap().path()).unwrap());
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn hostile_lengths_cost_nothing() {
    let huge = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1];
    let mut body = Vec::new();
    full().body(&mut body).unwrap();
    for at in 0..body.len() {
        let mut hostile = body[..at].to_vec();
        hostile.extend_from_slice(&huge);
        hostile.extend_from_slice(&body[at..]);
        check::check(&hostile);
    }
    // The length of the whole.
    for length in [0, 1, u64::MAX, u64::MAX >> 1, 1 << 32] {
        let mut bytes = vec![0; 4];
        put_number(&mut bytes, length);
        bytes.extend_from_slice(&body);
        let mut text = String::from("s1.");
        put_base64(&mut text, &bytes);
        text.push('z');
        assert!(matches!(
            kind(&text),
            LinkErrorKind::Cut | LinkErrorKind::Changed
        ));
    }
}
