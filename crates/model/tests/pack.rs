//! The pack as a person meets it: every input has a name, a meaning, a unit and a source, in proper Swedish.

use balans_model::{
    Area, InputId, Inputs, KSON_2023, Limits, Measure, Pack, Quantity, Scope, Status, Unit,
    explain, simulate, totals,
};

const PLAN: f64 = 2023.0;

#[test]
fn every_input_can_be_shown() {
    assert_eq!(KSON_2023.inputs.len(), balans_model::INPUT_COUNT);
    for id in InputId::all() {
        let spec = KSON_2023.spec(id);
        assert_eq!(spec.id, id.name());
        assert_eq!(KSON_2023.find(&spec.id), Some(id));
        let words = spec.purpose.split_whitespace().count();
        assert!(
            (3..=20).contains(&words),
            "{}: purpose has {words} words",
            spec.id
        );
        assert!(spec.label.chars().count() <= 80, "{}: long label", spec.id);
        assert!(
            spec.source.chars().count() >= 10,
            "{}: no real source",
            spec.id
        );
        assert!(
            spec.min < spec.max && spec.step > 0.0 && (spec.min..=spec.max).contains(&spec.default)
        );
        assert!(
            spec.step <= spec.max - spec.min,
            "{}: one step is more than the range",
            spec.id
        );
    }
    assert_eq!(KSON_2023.find("requirement.caer"), None);
}

/// What is whole is so in the pack as well, or its own default could not be typed.
#[test]
fn what_can_only_be_whole_is_whole() {
    let mut whole = 0;
    for spec in KSON_2023.inputs.iter().filter(|spec| spec.unit.is_whole()) {
        for value in [spec.default, spec.min, spec.max, spec.step] {
            assert!(!spec.is_fraction(value), "{}: {value}", spec.id);
        }
        assert!(spec.is_fraction(spec.min + 0.5), "{}", spec.id);
        whole += 1;
    }
    assert!(whole > 60, "{whole}");
    let spec = |id: &str| KSON_2023.spec(KSON_2023.find(id).unwrap());
    for id in [
        "requirement.care",
        "discharge.external_days",
        "caseload.fte",
    ] {
        assert!(!spec(id).is_fraction(0.5), "{id}");
    }
    for (id, value, mended) in [
        ("indexation.start_year", 2024.5, Some(2025.0)),
        ("indexation.start_year", 2024.4, Some(2024.0)),
        ("indexation.start_year", 2031.9, Some(2031.0)),
        ("indexation.start_year", 1.5, Some(2023.0)),
        ("indexation.years", 2.5, Some(3.0)),
        ("retained_cost_liability.net_persons", -2.5, Some(-2.0)),
        ("retained_cost_liability.net_persons", -0.2, Some(0.0)),
        ("occupancy.on", 0.4, Some(0.0)),
        ("requirement.care", 47.65, Some(47.65)),
        ("requirement.care", 140.0, Some(100.0)),
        ("indexation.years", f64::NAN, None),
    ] {
        let now = spec(id).mend(value);
        assert_eq!(
            now.map(f64::to_bits),
            mended.map(f64::to_bits),
            "{id} {value}"
        );
    }
}

#[test]
fn a_source_names_its_document_and_section() {
    for spec in KSON_2023
        .inputs
        .iter()
        .filter(|spec| spec.status == Status::Source)
    {
        let known = KSON_2023
            .documents
            .iter()
            .any(|document| spec.source.starts_with(&*document.id));
        assert!(
            known && spec.source.contains("avsnittet"),
            "{}: {}",
            spec.id,
            spec.source
        );
    }
    for spec in KSON_2023
        .inputs
        .iter()
        .filter(|spec| spec.status == Status::Assumption)
    {
        assert!(
            spec.source.starts_with("Antagande"),
            "{}: {}",
            spec.id,
            spec.source
        );
    }
}

/// Tells whether the text names a year.
fn has_year(text: &str) -> bool {
    let mut numbers = text.split(|letter: char| !letter.is_ascii_digit());
    numbers
        .any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")))
}

/// Tells whether the text has an address, such as `www.scb.se`, or says that the figure could not be checked.
fn has_address(text: &str) -> bool {
    let is_address = |word: &str| {
        let host = word.trim_matches(['(', ')', ',', '.', ':', ';']);
        let host = host.split('/').next().unwrap_or_default();
        let parts: Vec<&str> = host.split('.').collect();
        let is_part = |part: &&str| {
            part.len() > 1
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        };
        parts.len() > 1 && parts.iter().all(is_part)
    };
    text.split_whitespace().any(is_address) || text.contains("har inte kunnat kontrolleras")
}

/// A controller must be able to find an external figure: who has published it, when and where.
#[test]
fn an_external_source_can_be_found() {
    let external = KSON_2023.inputs.iter();
    let external: Vec<_> = external
        .filter(|spec| spec.status == Status::External)
        .collect();
    assert!(external.len() > 5, "{}", external.len());
    for spec in external {
        assert!(
            has_year(&spec.source) && has_address(&spec.source),
            "{}: {}",
            spec.id,
            spec.source
        );
    }
    // As sources were written before.
    for (vague, year, address) in [
        ("Stockholms stad 2024, LSS nivå 3", true, false),
        ("Härlett ur SCB 2015, uppräknat", true, false),
        ("Omsorgsprisindex, avsnitt 3.2 (skr.se)", false, true),
        ("Talet har inte kunnat kontrolleras", false, true),
    ] {
        assert_eq!(
            (has_year(vague), has_address(vague)),
            (year, address),
            "{vague}"
        );
    }
}

#[test]
fn levers_stand_at_neutral() {
    for measure in Measure::ALL {
        for lever in KSON_2023.measure(*measure).levers.iter() {
            let spec = KSON_2023.spec(*lever);
            assert!(
                spec.min <= 0.0 && spec.max >= 0.0,
                "{} cannot be neutral",
                spec.id
            );
            if spec.status == Status::Lever {
                assert!(
                    spec.default.abs() <= 0.0,
                    "{} is moved from the start",
                    spec.id
                );
            }
        }
    }
}

#[test]
fn labels_are_told_apart() {
    let mut labels: Vec<&str> = KSON_2023.inputs.iter().map(|spec| &*spec.label).collect();
    labels.sort_unstable();
    labels
        .windows(2)
        .for_each(|pair| assert_ne!(pair[0], pair[1]));
}

#[test]
fn measures_and_their_inputs_belong_together() {
    assert_eq!(
        KSON_2023
            .measures
            .iter()
            .filter(|spec| spec.evidence.is_some())
            .count(),
        Measure::ALL.len()
    );
    let mut last = 0;
    for (place, measure) in Measure::ALL.iter().enumerate() {
        let spec = KSON_2023.measure(*measure);
        assert_eq!(spec.id, measure.id());
        assert_eq!(Measure::find(&spec.id), Some(*measure));
        // The file lists them in the order of computation.
        let row = KSON_2023
            .measures
            .iter()
            .position(|other| other.id == spec.id)
            .unwrap();
        assert!(place == 0 || row > last);
        last = row;
        assert!(!spec.levers.is_empty());
        for id in spec.inputs.iter().chain(spec.phasing.iter()) {
            assert!(
                id.name().starts_with(measure.id()),
                "{} is not of {}",
                id.name(),
                measure.id()
            );
        }
        let phasing = measure.phasing();
        let expected: Vec<InputId> = [
            Some(phasing.on),
            Some(phasing.start_year),
            phasing.start_month,
            phasing.ramp_years,
        ]
        .into_iter()
        .chain([Some(phasing.realisation), Some(phasing.one_off)])
        .flatten()
        .collect();
        assert_eq!(&*spec.phasing, &*expected);
        let default = |id: InputId| KSON_2023.spec(id).default;
        assert!(default(phasing.start_year) >= PLAN && default(phasing.on) >= 1.0);
        assert!(default(phasing.one_off).abs() <= 0.0 && default(phasing.realisation) >= 100.0);
    }
    assert_eq!(Measure::find("resident_dialogue"), None);
}

/// Every Swedish text of the pack, with where it stands.
fn texts() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    let mut add = |place: &str, text: &str| texts.push((place.to_owned(), text.to_owned()));
    for spec in KSON_2023.inputs.iter() {
        for text in [&*spec.label, &spec.purpose, &spec.source]
            .into_iter()
            .chain(spec.note.as_deref())
        {
            add(&spec.id, text);
        }
    }
    for spec in KSON_2023.measures.iter() {
        let five = [
            &*spec.name,
            &spec.purpose,
            &spec.affects,
            &spec.consequence,
            &spec.source,
        ];
        for text in five.into_iter().chain(spec.note.as_deref()) {
            add(&spec.id, text);
        }
        add(&spec.id, spec.phrase());
        let words = spec.purpose.split_whitespace().count();
        assert!(
            (3..=20).contains(&words),
            "{}: purpose has {words} words",
            spec.id
        );
    }
    for preset in KSON_2023.presets.iter() {
        add(&preset.id, &preset.name);
        add(&preset.id, &preset.explanation);
    }
    for document in KSON_2023.documents.iter() {
        add(&document.id, &document.title);
        add(&document.id, &document.description);
    }
    texts
}

#[test]
fn the_swedish_is_typeset() {
    for (place, text) in texts() {
        let chars: Vec<char> = text.chars().collect();
        for around in chars.windows(3) {
            let [before, mid, after] = around else {
                continue;
            };
            let straight = *mid == '-' && after.is_ascii_digit() && !before.is_alphanumeric();
            assert!(
                !straight,
                "{place}: a minus is U+2212, a range is an en dash: {text}"
            );
            let decimal = *mid == '.' && before.is_ascii_digit() && after.is_ascii_digit();
            assert!(!decimal, "{place}: the decimal sign is a comma: {text}");
            let range = *mid == '-' && before.is_ascii_digit() && after.is_ascii_digit();
            let date = text.contains("2021-12-08") || text.contains("2021-05-19");
            assert!(
                !range || date,
                "{place}: a range is written with an en dash: {text}"
            );
        }
        assert!(
            !text.contains("  ") && text.trim() == text,
            "{place}: stray space: {text}"
        );
        assert!(
            !text.contains('"') && !text.contains('\''),
            "{place}: straight quotes: {text}"
        );
    }
}

#[test]
fn sentences_end() {
    for spec in KSON_2023.inputs.iter() {
        assert!(
            spec.purpose.ends_with('.') && !spec.label.ends_with('.'),
            "{}",
            spec.id
        );
        assert!(
            spec.note.as_ref().is_none_or(|note| note.ends_with('.')),
            "{}",
            spec.id
        );
    }
    for spec in KSON_2023.measures.iter() {
        for text in [&spec.purpose, &spec.affects, &spec.consequence] {
            assert!(text.ends_with('.'), "{}: {text}", spec.id);
        }
        assert!(!spec.name.ends_with('.'));
    }
}

#[test]
fn presets_only_set_what_can_be_set() {
    for preset in KSON_2023.presets.iter() {
        let mut inputs = Inputs::defaults(&KSON_2023);
        inputs.apply(&KSON_2023, preset);
        for (id, value) in preset.values.iter() {
            assert!(
                (inputs.get(*id) - value).abs() <= 0.0,
                "{}: {}",
                preset.id,
                id.name()
            );
        }
    }
    let weighted = KSON_2023.preset("aldersviktat").unwrap();
    assert_eq!((&*weighted.id, weighted.values.len()), ("aldersviktat", 2));
    assert_eq!(KSON_2023.preset("aldersvikt"), None);
}

#[test]
fn percent_inputs_stay_between_their_natural_ends() {
    for spec in KSON_2023
        .inputs
        .iter()
        .filter(|spec| spec.unit == Unit::Percent)
    {
        assert!(spec.min >= 0.0 && spec.max <= 100.0, "{}", spec.id);
    }
}

/// Next year's pack is other figures, not other code.
#[test]
fn a_pack_of_other_years_needs_no_code() {
    let next = Pack {
        base_year: 2023,
        plan_year: 2024,
        horizon: 2032,
        ..KSON_2023.clone()
    };
    let inputs = Inputs::defaults(&next);
    let outcome = simulate(&next, &inputs);
    assert_eq!(outcome.years(), 2023..=2032);
    for quantity in Quantity::all(&next) {
        assert!(
            outcome.value(quantity).is_some_and(f64::is_finite),
            "{}",
            quantity.key()
        );
    }
    let gap = |year| outcome.value(Quantity::Gap(Scope::Total, year));
    assert!(gap(2022).is_none() && gap(2033).is_none());
    assert!(gap(2023).is_some_and(|gap| gap.abs() <= 0.0));
    // Its own base year is the one that volumes start from.
    assert!(
        outcome
            .value(Quantity::Volume(Area::Care, 2023))
            .is_some_and(|volume| (volume - 1.0).abs() <= 0.0)
    );
    let plan =
        explain(&next, &inputs, Quantity::Gap(Scope::Total, 2024)).map(|why| why.recompute());
    assert!(plan.is_some_and(|plan| (plan - 72.5).abs() < 1e-9));
}

/// A pack made at run time may be nonsense; it may not bring anything down.
#[test]
fn a_pack_that_is_nonsense_still_gives_an_outcome() {
    let packs = [
        Pack {
            horizon: 2999,
            ..KSON_2023.clone()
        },
        Pack {
            horizon: 1999,
            ..KSON_2023.clone()
        },
        Pack {
            plan_year: 2050,
            ..KSON_2023.clone()
        },
        Pack {
            plan_year: 2000,
            ..KSON_2023.clone()
        },
        Pack {
            base_year: 0,
            ..KSON_2023.clone()
        },
        Pack {
            inputs: Vec::new().into(),
            measures: Vec::new().into(),
            ..KSON_2023.clone()
        },
        Pack {
            presets: Vec::new().into(),
            documents: Vec::new().into(),
            ..KSON_2023.clone()
        },
        Pack {
            limits: Limits {
                share_capital: 0.0,
                ..KSON_2023.limits.clone()
            },
            ..KSON_2023.clone()
        },
    ];
    for pack in packs {
        let inputs = Inputs::defaults(&pack);
        let outcome = simulate(&pack, &inputs);
        assert!(outcome.years().count() <= 12);
        for (quantity, value) in outcome.iter() {
            assert!(value.is_finite(), "{} = {value}", quantity.key());
        }
        let _ = totals(&pack, &inputs);
        let _ = explain(&pack, &inputs, Quantity::Gap(Scope::Total, pack.plan_year));
    }
}
