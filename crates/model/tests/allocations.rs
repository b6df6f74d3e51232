//! A totals-only run allocates nothing: ten thousand of them cost ten thousand times one.

#![allow(unsafe_code, reason = "an allocator cannot be written without it")]

mod common;

use balans_model::answers::{
    Attribution, Job, Levels, Limit, PackageQuestion, Packages, Seek, Target, levers, measures,
};
use balans_model::{Inputs, KSON_2023, Measure, Scope, simulate, totals};
use common::{PLAN, Seeded, near};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

// SAFETY: hands everything on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
        // SAFETY: the caller's promise, passed on.
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise, passed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn allocations<T>(work: impl FnOnce() -> T) -> (usize, T) {
    let before = ALLOCATIONS.with(Cell::get);
    let result = work();
    (ALLOCATIONS.with(Cell::get) - before, result)
}

#[test]
fn totals_allocate_nothing() {
    let mut seeded = Seeded(4);
    for inputs in
        std::iter::once(Inputs::defaults(&KSON_2023)).chain((0..20).map(|_| seeded.inputs()))
    {
        let (count, _) = allocations(|| totals(&KSON_2023, &inputs));
        assert_eq!(count, 0);
    }
    near(
        totals(&KSON_2023, &Inputs::defaults(&KSON_2023)).gap(Scope::Total, PLAN),
        72.5,
        1e-9,
    );
    near(
        totals(&KSON_2023, &Inputs::defaults(&KSON_2023)).gap(Scope::Total, 1999),
        0.0,
        0.0,
    );
}

#[test]
fn the_counter_counts() {
    let (count, _) = allocations(|| simulate(&KSON_2023, &Inputs::defaults(&KSON_2023)));
    assert!(count > 0);
}

#[test]
fn the_loops_of_the_answers_allocate_nothing() {
    let inputs = Inputs::defaults(&KSON_2023);
    let limit = |measure: &Measure| Limit {
        measure: *measure,
        levers: vec![],
    };
    let question = PackageQuestion {
        target: Target {
            year: PLAN,
            scope: Scope::Total,
        },
        limits: Measure::ALL.iter().take(8).map(limit).collect(),
        levels: Levels::Two,
        constraints: vec![],
        take: levers(&KSON_2023).first().cloned(),
    };
    let mut packages = Packages::new(&KSON_2023, &inputs, question);
    let (count, done) = allocations(|| packages.step(u32::MAX));
    assert!(count == 0 && done, "{count}");

    // A scan allocates where a lever begins, and not from one value to the next.
    let mut scan = Seek::for_group(&KSON_2023, &inputs, PLAN, levers(&KSON_2023));
    scan.step(1);
    let (count, _) = allocations(|| scan.step(20));
    assert_eq!((count, scan.found().len()), (0, 0));

    let (others, players) = measures(&KSON_2023, &Seeded(5).inputs());
    assert!(players.len() > 5);
    let mut attribution = Attribution::new(&KSON_2023, &others, players);
    let (count, _) = allocations(|| attribution.step(100));
    assert_eq!(count, 0);
}
