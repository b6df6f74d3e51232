//! Sorting and collecting without generated code per element type, for code size.
//!
//! The standard library's sort is compiled per type, about four kilobytes each; [`sort`] sorts
//! indices and is compiled once. `collect` into a map sorts first; [`collect_into`] inserts item by
//! item.

use std::cmp::Ordering;

/// Sorts stably: equal items keep their order.
pub(crate) fn sort<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    fn ranks(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
        let mut ranks: Vec<usize> = (0..count).collect();
        ranks.sort_by(|a, b| compare(*a, *b));
        ranks
    }
    let ranks = ranks(items.len(), &|a, b| compare(&items[a], &items[b]));
    let mut rest: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(ranks.into_iter().filter_map(|rank| rest[rank].take()));
}

/// Collects into a map or set; of items with equal keys the last one is kept.
pub(crate) fn collect_into<C: Default + Extend<T>, T>(items: impl IntoIterator<Item = T>) -> C {
    let mut all = C::default();
    for item in items {
        all.extend(Some(item));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn equal_ones_stay_in_order() {
        let mut items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (0, 'e')];
        sort(&mut items, |a, b| a.0.cmp(&b.0));
        assert_eq!(items, [(0, 'e'), (1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
        sort(&mut Vec::<u8>::new(), u8::cmp);
    }

    #[test]
    fn the_last_of_a_key_stands() {
        let map: BTreeMap<_, _> = collect_into([(1, 'a'), (0, 'b'), (1, 'c')]);
        assert_eq!(map, BTreeMap::from([(0, 'b'), (1, 'c')]));
    }
}
