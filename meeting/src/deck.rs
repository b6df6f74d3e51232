//! The slides: which there are, in which order, and what stands on each.

use balans_model::{Area, Quantity, Scope, input_id};

use crate::room::Room;
use crate::texts::deck as words;
use crate::{Block, Case, Offer, Slide};

/// The standard deck: the keys of its slides, in order.
pub const STANDARD: [&str; 2] = ["question", "requirement"];

/// The slides of the case, in its order; a key that there is no slide of any more is passed over.
#[must_use]
pub fn deck(case: &Case) -> Vec<Slide> {
    let room = Room::new(case);
    if case.slides.is_empty() {
        let standard = STANDARD.iter();
        standard.filter_map(|key| made(&room, key)).collect()
    } else {
        let chosen = case.slides.iter();
        chosen.filter_map(|key| made(&room, key)).collect()
    }
}

/// Every slide that can be shown, whether it is in the deck or not.
#[must_use]
pub fn offers(case: &Case) -> Vec<Offer> {
    let room = Room::new(case);
    let standard = STANDARD.iter().filter_map(|key| made(&room, key));
    standard
        .map(|slide| Offer {
            key: slide.key,
            title: slide.title,
        })
        .collect()
}

/// One slide.
#[must_use]
pub fn slide(case: &Case, key: &str) -> Option<Slide> {
    made(&Room::new(case), key)
}

fn made(room: &Room<'_>, key: &str) -> Option<Slide> {
    match key {
        "question" => Some(question(room)),
        "requirement" => Some(requirement(room)),
        _ => None,
    }
}

fn question(room: &Room<'_>) -> Slide {
    let year = room.pack.plan_year;
    let gap = Quantity::Gap(Scope::Total, year);
    let requirement = Quantity::Requirement(Scope::Total, year);
    Slide {
        key: "question".to_owned(),
        title: words::question(year),
        blocks: vec![
            Block::Numbers(vec![
                room.mnkr(words::REQUIREMENT, requirement),
                room.mnkr(words::SAVING, Quantity::Saving(Scope::Total, year)),
                room.mnkr(words::left(room.of(gap)), gap),
            ]),
            Block::Text(words::scenario(
                &room.case.name,
                room.inputs.changed(room.pack).count(),
            )),
        ],
        notes: words::question_notes(),
        levers: Vec::new(),
    }
}

fn requirement(room: &Room<'_>) -> Slide {
    let year = room.pack.plan_year;
    let of = |scope| Quantity::Requirement(scope, year);
    let numbers = Area::ALL
        .iter()
        .map(|&area| room.mnkr(words::area(area), of(area.into())));
    Slide {
        key: "requirement".to_owned(),
        title: words::requirement(year, room.of(of(Scope::Total))),
        blocks: vec![
            Block::Numbers(numbers.collect()),
            Block::Text(words::REQUIREMENT_IS.to_owned()),
        ],
        notes: words::requirement_notes(),
        levers: vec![input_id("requirement.care"), input_id("requirement.health")],
    }
}
