//! Each warning: what calls it forth, what does not, and that it says so in Swedish.

mod common;

use balans_model::{Inputs, KSON_2023, Measure, Warning, WarningCode, simulate};
use common::run;

/// Inputs with their values.
type Changes<'a> = &'a [(&'a str, f64)];

fn of(changes: &[(&str, f64)], code: WarningCode) -> Vec<Warning> {
    run(changes)
        .warnings
        .into_iter()
        .filter(|warning| warning.code() == code)
        .collect()
}

#[track_caller]
fn one(changes: &[(&str, f64)], code: WarningCode) -> Warning {
    let mut found = of(changes, code);
    assert_eq!(found.len(), 1, "{code:?}");
    let warning = found.remove(0);
    let text = warning.text(&KSON_2023);
    assert!(text.ends_with('.') && !text.contains(" -"), "{text}");
    warning
}

#[track_caller]
fn none(changes: &[(&str, f64)], code: WarningCode) {
    assert_eq!(of(changes, code), []);
}

#[test]
fn at_the_defaults_only_the_transfers() {
    let warnings = run(&[]).warnings;
    let codes: Vec<_> = warnings
        .iter()
        .map(|warning| (warning.code(), warning.measure()))
        .collect();
    let transfer = WarningCode::TransferOnly;
    assert_eq!(
        codes,
        [
            (transfer, Some(Measure::VacancyReform)),
            (transfer, Some(Measure::NegligenceClause))
        ]
    );
    // With half the places elsewhere the koncern gains something.
    none(&[("housing.tiohundra_share", 50.0)], transfer);
    none(
        &[
            ("vacancy_reform.on", 0.0),
            ("negligence_clause.amount", 0.0),
        ],
        transfer,
    );
}

#[test]
fn total_cost() {
    let code = WarningCode::TotalCostOutsideBand;
    for (total, outside) in [
        (3056.0, true),
        (3057.0, false),
        (3186.0, false),
        (3187.0, true),
    ] {
        assert_eq!(
            of(&[("base.total_cost", total)], code).len(),
            usize::from(outside),
            "{total}"
        );
    }
    let text = one(&[("base.total_cost", 2900.5)], code).text(&KSON_2023);
    assert!(
        text.contains("2\u{a0}900,5\u{a0}mnkr") && text.contains("3\u{a0}057–3\u{a0}186"),
        "{text}"
    );
}

#[test]
fn reforms() {
    let small = [
        ("housing.nursing_home.places", 0.0),
        ("housing.lss.places", 0.0),
        ("housing.social_psychiatry.places", 20.0),
    ];
    // 0,876 mnkr in all, 1,2 sought; but 0,876 ≥ 0,5 in social psychiatry.
    let warning = one(&small, WarningCode::VacancyCostBelowReforms);
    assert_eq!(warning.year(), Some(2023));
    none(&small, WarningCode::ReformCapped);
    none(
        &[&small[..], &[("vacancy_reform.in_base_year", 1.0)]].concat(),
        WarningCode::VacancyCostBelowReforms,
    );
    none(&[], WarningCode::VacancyCostBelowReforms);
    // The other homes' 7,5 mnkr count where the clause covers them.
    let social = ("housing.social_psychiatry.places", 20.0);
    one(&[social], WarningCode::VacancyCostBelowReforms);
    none(
        &[social, ("negligence_clause.all_homes", 1.0)],
        WarningCode::VacancyCostBelowReforms,
    );
    let capped = one(
        &[("housing.social_psychiatry.places", 10.0)],
        WarningCode::ReformCapped,
    );
    assert_eq!(capped.measure(), Some(Measure::VacancyReform));
    let later = [
        ("housing.social_psychiatry.places", 10.0),
        ("vacancy_reform.start_year", 2027.0),
    ];
    assert_eq!(one(&later, WarningCode::ReformCapped).year(), Some(2027));
    // 0,438 mnkr is enough for four fifths of 0,5.
    let partly = [
        ("housing.social_psychiatry.places", 10.0),
        ("vacancy_reform.realisation", 80.0),
    ];
    none(&partly, WarningCode::ReformCapped);
    // Nothing is enough for nothing.
    let nothing = [
        ("housing.nursing_home.places", 0.0),
        ("housing.lss.places", 0.0),
        ("housing.social_psychiatry.places", 0.0),
        ("vacancy_reform.on", 0.0),
        ("negligence_clause.on", 0.0),
    ];
    none(&nothing, WarningCode::VacancyCostBelowReforms);
    none(&nothing, WarningCode::ReformCapped);
}

#[test]
fn tiohundra() {
    let code = WarningCode::TiohundraCapital;
    // 2 points withheld from health cost it about 21 mnkr.
    assert_eq!(
        one(&[("indexation.withheld_health", 2.0)], code).year(),
        Some(2023)
    );
    none(&[("indexation.withheld_health", 1.0)], code);
    assert_eq!(
        one(
            &[
                ("indexation.withheld_health", 2.0),
                ("indexation.start_year", 2026.0)
            ],
            code
        )
        .year(),
        Some(2026)
    );
    // Both reforms take 1,2 mnkr of it: all of a capital of 1,2, and more than all of one of 1,1.
    for (share_capital, more) in [(1.2, 0), (1.1, 1)] {
        let mut pack = KSON_2023.clone();
        pack.limits.share_capital = share_capital;
        let warnings = simulate(&pack, &Inputs::defaults(&pack)).warnings;
        assert_eq!(warnings.iter().filter(|w| w.code() == code).count(), more);
    }
}

#[test]
fn less_than_rounding_is_nothing() {
    // A ten-millionth of a krona, and twice that: by the reform, and by a lower rent.
    for (tkr, warned) in [(1e-10, 0), (2e-10, 1)] {
        let reform = [
            ("vacancy_reform.amount", tkr),
            ("negligence_clause.amount", 0.0),
        ];
        assert_eq!(of(&reform, WarningCode::TransferOnly).len(), warned);
        let rent = [
            // A little less: the saving is split on the areas and added up again.
            ("co_location.rent_now", 0.9 * tkr / 1000.0),
            ("co_location.landlord_share", 100.0),
        ];
        assert_eq!(of(&rent, WarningCode::LandlordGainsNothing).len(), warned);
    }
}

#[test]
fn one_offs() {
    let code = WarningCode::OneOffWithoutEffect;
    let warning = one(&[("e_services.one_off", 1.0)], code);
    assert_eq!(
        (warning.year(), warning.measure()),
        (Some(2023), Some(Measure::EServices))
    );
    none(
        &[("e_services.one_off", 1.0), ("e_services.cases", 100.0)],
        code,
    );
    none(&[("e_services.one_off", 1.0), ("e_services.on", 0.0)], code);
    let double = [
        ("co_location.rent_now", 2.0),
        ("co_location.rent_new", 2.0),
        ("co_location.double_rent_months", 3.0),
    ];
    assert_eq!(one(&double, code).year(), Some(2024));
}

#[test]
fn landlord() {
    let code = WarningCode::LandlordGainsNothing;
    let rents = [("co_location.rent_now", 6.0), ("co_location.rent_new", 4.0)];
    // All of today's 6 mnkr is the municipality's: it gets 4 instead. With none of it, it gets 4 new.
    let warning = one(
        &[&rents[..], &[("co_location.landlord_share", 100.0)]].concat(),
        code,
    );
    assert_eq!(
        (warning.year(), warning.measure()),
        (Some(2024), Some(Measure::CoLocation))
    );
    none(&rents, code);
}

#[test]
fn caseload() {
    let code = WarningCode::CaseloadAboveBenchmark;
    assert_eq!(
        one(&[("caseload.change", 0.5)], code).measure(),
        Some(Measure::Caseload)
    );
    none(&[], code);
    none(&[("caseload.change", -5.0)], code);
    // As many as in the benchmark is not more.
    none(&[("caseload.clients", 961.0), ("caseload.fte", 10.0)], code);
    assert_eq!(
        one(
            &[("caseload.change", 5.0), ("caseload.start_year", 2028.0)],
            code
        )
        .year(),
        Some(2028)
    );
}

#[test]
fn indexation() {
    let code = WarningCode::IndexationAbovePrice;
    assert_eq!(
        one(&[("indexation.withheld_care", 4.7)], code).year(),
        Some(2023)
    );
    none(&[("indexation.withheld_care", 4.6)], code);
    none(
        &[("indexation.withheld_care", 4.7), ("indexation.on", 0.0)],
        code,
    );
    // 4 is less than 4,6 but more than 3,0 the year after.
    assert_eq!(
        one(
            &[
                ("indexation.withheld_health", 4.0),
                ("indexation.years", 2.0)
            ],
            code
        )
        .year(),
        Some(2024)
    );
    none(&[("indexation.withheld_health", 4.0)], code);
    assert_eq!(
        one(
            &[
                ("indexation.withheld_care", 4.0),
                ("indexation.start_year", 2025.0)
            ],
            code
        )
        .year(),
        Some(2025)
    );
    assert_eq!(
        of(
            &[
                ("indexation.withheld_care", 4.7),
                ("indexation.withheld_health", 4.7)
            ],
            code
        )
        .len(),
        2
    );
}

#[test]
fn each_warning_has_its_sentence() {
    use WarningCode as W;
    let no_places = [
        ("housing.nursing_home.places", 0.0),
        ("housing.lss.places", 0.0),
        ("housing.social_psychiatry.places", 20.0),
    ];
    let cases: [(Changes<'_>, W, &str); 9] = [
        (
            &[("base.total_cost", 2900.5)],
            W::TotalCostOutsideBand,
            "Nettokostnaden 2\u{a0}900,5\u{a0}mnkr ligger utanför 3\u{a0}057–3\u{a0}186\u{a0}mnkr, det som de avrundade talen i Effektiviseringsunderlaget medger.",
        ),
        (
            &no_places,
            W::VacancyCostBelowReforms,
            "År 2023 är den tomdygnsersättning som åtgärderna gäller mindre än vad de ska spara tillsammans. Besparingen begränsas till ersättningen.",
        ),
        (
            &[("housing.social_psychiatry.places", 10.0)],
            W::ReformCapped,
            "År 2023 är tomdygnsersättningen i socialpsykiatriskt boende mindre än reformens belopp. Besparingen begränsas till ersättningen.",
        ),
        (
            &[("indexation.withheld_health", 2.0)],
            W::TiohundraCapital,
            "År 2023 förlorar Tiohundra\u{a0}AB mer än hela sitt aktiekapital, 17,3\u{a0}mnkr. KSON och medlemmarna kan behöva skjuta till kapital.",
        ),
        (
            &[("e_services.one_off", 1.0)],
            W::OneOffWithoutEffect,
            "Fler e-tjänster: engångskostnaden tas 2023, men åtgärden sparar inget det året.",
        ),
        (
            &[],
            W::TransferOnly,
            "Reformerad ersättningsmodell för socialpsykiatri: KSON sparar, men koncernen som helhet tjänar inget. Det är en överföring.",
        ),
        (
            &[
                ("co_location.rent_now", 6.0),
                ("co_location.rent_new", 4.0),
                ("co_location.landlord_share", 100.0),
            ],
            W::LandlordGainsNothing,
            "Samlokalisering i kommunhuset Ankaret: KSON betalar mindre hyra, men Norrtälje kommun som hyresvärd tjänar inget.",
        ),
        (
            &[("caseload.change", 0.5)],
            W::CaseloadAboveBenchmark,
            "Från 2023 har varje årsarbetare fler kunder än i någon jämförd kommun (96,1). Det är en risk för rättssäkerheten.",
        ),
        (
            &[("indexation.withheld_care", 4.7)],
            W::IndexationAbovePrice,
            "Lägre uppräkning i omsorgen: år 2023 är den större än prisökningen och räknas som lika stor.",
        ),
    ];
    for (changes, code, text) in cases {
        let found = of(changes, code);
        assert_eq!(found[0].text(&KSON_2023), text, "{code:?}");
    }
}

#[test]
fn codes_are_told_apart() {
    use WarningCode as W;
    let all = [
        W::InputClamped,
        W::TotalCostOutsideBand,
        W::VacancyCostBelowReforms,
        W::ReformCapped,
        W::TiohundraCapital,
        W::OneOffWithoutEffect,
        W::TransferOnly,
        W::LandlordGainsNothing,
        W::CaseloadAboveBenchmark,
        W::IndexationAbovePrice,
    ];
    let mut names: Vec<&str> = all.iter().map(|code| code.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all.len());
}
