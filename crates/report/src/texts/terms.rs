//! Words about how far levers may go together, and what must hold (*Vad krävs?*).

use balans_format as format;
use balans_format::names::{COMPANY, named};
use balans_model::{InputId, Pack};
use balans_scenario::terms::{OwnSpan, Terms};

use super::compare::quoted;
use super::shared::{amount, area_in, input_value, lower, plain_value};

/// Name of the limits, constraints and spans.
pub const TERMS: &str = "Gränser, villkor och spann";

/// The limits, constraints and spans in one line.
#[must_use]
pub fn terms(pack: &Pack, terms: &Terms) -> String {
    let limit = |(id, value): &(InputId, f64)| {
        let spec = pack.spec(*id);
        [&*lower(&spec.label), " till ", &input_value(spec, *value)].concat()
    };
    let mut parts: Vec<String> = terms.limits.iter().map(limit).collect();
    if let Some(first) = terms.take.first() {
        let label = lower(&pack.spec(*first).label);
        parts.push([&*label, " tar det som är kvar"].concat());
    }
    if let Some(area) = terms.area {
        parts.push(format!("balans i {}", area_in(area)));
    }
    if let Some(most) = terms.tiohundra {
        parts.push(format!("{COMPANY} förlorar högst {}", amount(most)));
    }
    if let Some(most) = terms.most {
        parts.push(match most {
            1 => "högst en åtgärd".to_owned(),
            many => format!("högst {} åtgärder", format::count(many as usize)),
        });
    }
    let flags = [
        (terms.supported, "bara beslutade och möjliga åtgärder"),
        (
            terms.not_rated,
            "inga åtgärder vars konsekvenser är bedömda som stora",
        ),
        (
            terms.group,
            named("varje reglage för sig räknat för koncernen (KSON och Tiohundra\u{a0}AB)"),
        ),
    ];
    let on = flags.into_iter().filter(|(on, _)| *on);
    parts.extend(on.map(|(_, text)| text.to_owned()));
    let span = |span: &OwnSpan| {
        let spec = pack.spec(span.input);
        let ends = [
            &*plain_value(spec, span.low),
            " till ",
            &*input_value(spec, span.high),
        ];
        let ends = ends.concat();
        let tied = span.follows.map(|of| {
            let label = lower(&pack.spec(of).label);
            [", följer ", &*label].concat()
        });
        [
            "eget spann för ",
            &*lower(&spec.label),
            ", ",
            &*ends,
            &tied.unwrap_or_default(),
        ]
        .concat()
    };
    parts.extend(terms.spans.iter().map(span));
    if parts.is_empty() {
        return "inga".to_owned();
    }
    parts.join("; ")
}

/// The same as a sentence, of the scenario with this name.
#[must_use]
pub fn terms_of(pack: &Pack, name: &str, kept: &Terms) -> String {
    format!("{TERMS} i {}: {}.", quoted(name), terms(pack, kept))
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::{Area, KSON_2023, input_id};

    #[test]
    fn each_limit_and_constraint_is_named() {
        let all = Terms {
            limits: vec![(input_id("indexation.withheld_care"), 4.6)],
            take: vec![input_id("discharge.external_days")],
            area: Some(Area::Care),
            tiohundra: Some(7.5),
            most: Some(1),
            supported: true,
            not_rated: true,
            group: true,
            spans: vec![OwnSpan {
                input: input_id("price.following"),
                low: 2.0,
                high: 3.5,
                follows: Some(input_id("price.plan_year")),
            }],
        };
        assert_eq!(
            terms_of(&KSON_2023, "A", &all),
            "Gränser, villkor och spann i ”A”: lägre uppräkning i omsorgen till 4,6\u{a0}procentenheter per år; färre dygn på \
             sjukhus för utskrivningsklara tar det som är kvar; balans i omsorgen; Tiohundra\u{a0}AB förlorar högst \
             7,5\u{a0}mnkr; högst en åtgärd; bara beslutade och möjliga åtgärder; inga åtgärder vars konsekvenser är bedömda \
             som stora; varje reglage för sig räknat för koncernen (KSON och Tiohundra\u{a0}AB); eget spann för prisökning åren därefter, 2,0 till 3,5\u{a0}% per år, följer prisökning under planåret."
        );
        assert_eq!(terms(&KSON_2023, &Terms::default()), "inga");
    }
}
