//! Questions in, a line of JSON each, and their answers out; what is wrong with a question is an answer too, as a string.
//! The test of the shipped module reads it.

use balans_answers::{Question, Work};
use std::io::BufRead as _;

fn answer(line: &str) -> Result<String, String> {
    let question: Question = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let mut work = Work::new(&question)?;
    while !work.step(u32::MAX) {}
    serde_json::to_string(&work.answer()).map_err(|error| error.to_string())
}

fn main() {
    for line in std::io::stdin().lock().lines() {
        let answer = line
            .map_err(|error| error.to_string())
            .and_then(|line| answer(&line));
        println!("{}", answer.unwrap_or_else(|error| format!("{error:?}")));
    }
}
