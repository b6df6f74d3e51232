//! What holds for every figure, at every size, for every value.
#![allow(clippy::unwrap_used, clippy::panic)]

use proptest::prelude::*;
use proptest::sample::select;

use super::pen::text_width;
use super::*;

const CANVASES: [Canvas; 3] = [Canvas::Wide, Canvas::Medium, Canvas::Narrow];

fn step(label: &str, value: f64, kind: StepKind) -> WaterfallStep {
    WaterfallStep {
        label: label.to_owned(),
        value,
        kind,
    }
}

fn waterfall(values: [f64; 5]) -> Waterfall {
    use StepKind::*;
    let [total, decided, possible, own, remaining] = values;
    Waterfall {
        title: "Två åtgärder täcker 1,6 procent av kravet".to_owned(),
        unit: "mnkr".to_owned(),
        decimals: 1,
        label_heading: "Steg".to_owned(),
        value_heading: "mnkr 2023".to_owned(),
        steps: vec![
            step("Krav", total, Total),
            step("Beslutat", decided, Decided),
            step("Möjligt", possible, Possible),
            step("Egna antaganden", own, Own),
            step("Kvar att finna", remaining, Remaining),
        ],
        above: Vec::new(),
        legend: FillLegend::default(),
    }
}

/// A legend of the fills that show status.
fn by_status() -> FillLegend {
    let entry = |fill, name: &str| (fill, name.to_owned());
    FillLegend {
        heading: "Status".to_owned(),
        entries: vec![
            entry(Fill::Decided, "beslutad modell"),
            entry(Fill::Possible, "möjligt, uppskattat"),
            entry(Fill::Own, "egna antaganden"),
        ],
    }
}

/// Bars of one series, each filled by its status; the last has the fill of the series.
fn filled_bars(fills: &[Fill]) -> BarsHorizontal {
    let names = [
        "Ersättning per dygn",
        "Trygg hemgång",
        "Kunder per årsarbetare",
        "Summa",
    ];
    let values = vec![0.5, -0.7, 21.0, 20.8];
    BarsHorizontal {
        categories: names.map(str::to_owned).to_vec(),
        series: vec![series("mnkr", values, Fill::Total)],
        fills: fills.to_vec(),
        legend: by_status(),
        ..bars([vec![], vec![], vec![]], Layout::Grouped)
    }
}

fn line(name: &str, values: Vec<Option<f64>>, stroke: Stroke, role: Role) -> Line {
    Line {
        name: name.to_owned(),
        values,
        stroke,
        role,
    }
}

fn lines(values: [Vec<Option<f64>>; 4], break_note: bool, marked: i32) -> Lines {
    let [a, b, c, d] = values;
    Lines {
        title: "Kostnaden växer 45 procent till 2031".to_owned(),
        unit: "mnkr".to_owned(),
        decimals: 0,
        year_heading: "År".to_owned(),
        years: (2022..=2031).collect(),
        series: vec![
            line("referenskostnad", a, Stroke::Solid, Role::Reference),
            line("finansiering", b, Stroke::Dashed, Role::Financing),
            line("ert scenario", c, Stroke::Solid, Role::Scenario),
            line("åldersviktat behov", d, Stroke::Thin, Role::Alternative),
        ],
        break_note: break_note.then(|| "Axeln börjar inte vid noll.".to_owned()),
        marker: Some(Marker {
            year: marked,
            label: "Planår".to_owned(),
        }),
        bands: None,
    }
}

fn series(name: &str, values: Vec<f64>, fill: Fill) -> ColumnSeries {
    ColumnSeries {
        below: None,
        name: name.to_owned(),
        values,
        fill,
    }
}

fn columns(values: [Vec<f64>; 3], layout: Layout, signed: bool) -> Columns {
    let [a, b, c] = values;
    let categories = ["Omsorg", "Hälso- och sjukvård", "Tiohundra", "Koncern"];
    Columns {
        title: "Omsorgen har två tredjedelar kvar att finna".to_owned(),
        unit: "mnkr".to_owned(),
        decimals: 1,
        signed,
        category_heading: "Område".to_owned(),
        categories: categories
            .iter()
            .take(a.len())
            .map(|c| (*c).to_owned())
            .collect(),
        layout,
        series: vec![
            series("Krav", a, Fill::Total),
            series("Flytt mellan parter", b, Fill::Transfer),
            series("Kvar", c, Fill::Remaining),
        ],
    }
}

fn bars(values: [Vec<f64>; 3], layout: Layout) -> BarsHorizontal {
    let Columns {
        title,
        unit,
        decimals,
        category_heading,
        categories,
        series,
        ..
    } = columns(values, layout, false);
    BarsHorizontal {
        title,
        unit,
        decimals,
        category_heading,
        categories,
        layout,
        series,
        fills: Vec::new(),
        legend: FillLegend::default(),
    }
}

fn flow(values: [f64; 4]) -> Flow {
    let texts = [
        ("Platsen går inte att använda", "platser", "Rummet är tomt."),
        (
            "KSON betalar ändå",
            "mnkr per år",
            "Tomdygns\u{ad}ersättning.",
        ),
        ("En extern plats köps", "mnkr per år", ""),
        (
            "Tiohundra tappar intäkt",
            "mnkr per år",
            "Pengarna lämnar koncernen.",
        ),
    ];
    Flow {
        title: "En obrukbar plats kostar flera gånger om".to_owned(),
        step_heading: "Led".to_owned(),
        value_heading: "Belopp".to_owned(),
        steps: texts
            .iter()
            .zip(values)
            .map(|((heading, unit, note), value)| FlowStep {
                heading: (*heading).to_owned(),
                value,
                decimals: 1,
                unit: (*unit).to_owned(),
                note: (*note).to_owned(),
                fill: Fill::Transfer,
            })
            .collect(),
    }
}

fn dots(values: impl Iterator<Item = f64>) -> Dots {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    Dots {
        title: "I balans 2025 i 31 av 100 framtider".to_owned(),
        unit: "mnkr".to_owned(),
        decimals: 1,
        label_heading: "Framtider".to_owned(),
        value_heading: "Återstår".to_owned(),
        dot: "Prick".to_owned(),
        values,
        balanced: "i balans".to_owned(),
        left: "inte i balans".to_owned(),
        marks: Vec::new(),
        reach: Vec::new(),
    }
}

fn bands(rows: &[[f64; 7]]) -> Bands {
    let years = (2023..).map(|year| year.to_string());
    Bands {
        title: "Framtiderna skiljer sig mest 2031".to_owned(),
        unit: "mnkr".to_owned(),
        decimals: 1,
        label_heading: "År".to_owned(),
        columns: ["5", "12,5", "25", "50", "75", "87,5", "95"]
            .map(|share| format!("{share} av 100 har mindre"))
            .to_vec(),
        bands: ["hälften av framtiderna", "75 av 100", "90 av 100"]
            .map(str::to_owned)
            .to_vec(),
        middle: "mitten".to_owned(),
        labels: years.take(rows.len()).collect(),
        values: rows.concat(),
    }
}

/// What two numbers do at their ends: one on both sides of the middle, one that turns.
fn two_ended() -> Bands {
    Bands {
        columns: ["Vid lägst", "I scenariot", "Vid högst"]
            .map(str::to_owned)
            .to_vec(),
        bands: ["vid lägst", "vid högst"].map(str::to_owned).to_vec(),
        labels: [
            "Uppräkning",
            "Medlemmarnas andel av kostnadsökningen efter planåret, vänder",
        ]
        .map(str::to_owned)
        .to_vec(),
        values: vec![80.4, 74.7, 71.2, 75.5, 74.7, 88.1],
        ..bands(&[])
    }
}

/// Dots with a named value among them, one at an edge, and one far off.
fn marked_dots() -> Dots {
    let mark = |label: &str, value: f64| Mark {
        label: label.to_owned(),
        value,
        decimals: 1,
    };
    Dots {
        marks: vec![
            mark("Inga åtgärder", 12.5),
            mark("Räkneexempel: förstudierna med våra tal", 23.4),
            mark("Inga åtgärder och ingen finansierad tillväxt", 1391.2),
        ],
        reach: vec![-10.5],
        ..dots((0..20).map(|at| f64::from(at) * 1.7 - 9.0))
    }
}

/// Lines with bands behind the last of their years.
fn banded(values: [Vec<Option<f64>>; 4]) -> Lines {
    let rows = [
        [3000.0, 3050.0, 3100.0, 3210.0, 3300.0, 3350.0, 3400.0],
        [2900.0, 3051.0, 3101.0, 3211.0, 3301.0, 3351.0, 5500.0],
    ];
    Lines {
        bands: Some(Box::new(bands(&rows))),
        ..lines(values, false, 2023)
    }
}

/// Years from one value to another.
fn growing(from: f64, to: f64) -> Vec<Option<f64>> {
    (0..10)
        .map(|year| Some(from + (to - from) * f64::from(year) / 9.0))
        .collect()
}

fn samples() -> Vec<(&'static str, Box<dyn Figure>)> {
    let years = [
        growing(3258.0, 5094.0),
        growing(3200.0, 5020.0),
        growing(3258.0, 5010.0),
        growing(3258.0, 3902.0),
    ];
    let peak = [1e5, 99_990.0, 99_900.0, 99_800.0].map(|top| growing(0.0, top));
    let area = [vec![47.6, 26.1], vec![-1.2, 0.0], vec![46.4, 26.1]];
    let parties = [
        vec![-3.2, 1.1, -2.1, 0.0],
        vec![-4.0, 4.0, 0.02, -1234.5],
        vec![0.0, 0.0, 0.4, 100_000.0],
    ];
    vec![
        (
            "today",
            Box::new(waterfall([73.7, -0.5, -0.7, 0.0, 72.5])) as Box<dyn Figure>,
        ),
        (
            "bold",
            Box::new(waterfall([73.7, -20.5, -14.7, -12.3, 26.2])),
        ),
        (
            "costs more",
            Box::new(waterfall([13.7, -0.5, -0.7, 6.4, 18.9])),
        ),
        (
            "surplus",
            Box::new(waterfall([13.7, -0.5, -0.7, -18.4, -5.9])),
        ),
        ("nothing", Box::new(waterfall([0.0; 5]))),
        (
            "dots on both sides",
            Box::new(dots((0..20).map(|at| f64::from(at) * 1.7 - 9.0))),
        ),
        ("dots in one place", Box::new(dots([72.5; 20].into_iter()))),
        (
            "dots far apart",
            Box::new(dots([-1e5, 0.0, 0.04, 1e5].into_iter())),
        ),
        (
            "bands",
            Box::new(bands(&[
                [72.5; 7],
                [60.0, 65.0, 70.0, 72.5, 75.0, 81.4, 124.5],
                [-20.0, -4.0, 0.0, 30.0, 90.3, 200.0, 390.4],
            ])),
        ),
        ("dots with named values", Box::new(marked_dots())),
        ("two ends", Box::new(two_ended())),
        ("years with bands", Box::new(banded(years.clone()))),
        ("huge", Box::new(waterfall([1e5, -0.5, -1e5, 0.04, -0.5]))),
        // Found by the properties below: a value on the zero line, and labels at the marker.
        (
            "flat on zero",
            Box::new(waterfall([87.9, 111.7, 0.0, 0.0, 1e5])),
        ),
        ("years to a peak", Box::new(lines(peak, false, 2030))),
        ("years", Box::new(lines(years.clone(), true, 2023))),
        ("years from zero", Box::new(lines(years, false, 2031))),
        (
            "areas",
            Box::new(columns(area.clone(), Layout::Grouped, false)),
        ),
        (
            "areas stacked",
            Box::new(columns(area.clone(), Layout::Stacked, false)),
        ),
        (
            "parties",
            Box::new(columns(parties.clone(), Layout::Grouped, true)),
        ),
        ("bars", Box::new(bars(area, Layout::Grouped))),
        (
            "bars by status",
            Box::new(filled_bars(&[Fill::Decided, Fill::Possible, Fill::Own])),
        ),
        (
            "steps by status",
            Box::new(Waterfall {
                legend: by_status(),
                ..waterfall([73.7, -20.5, -14.7, -12.3, 26.2])
            }),
        ),
        ("bars stacked", Box::new(bars(parties, Layout::Stacked))),
        ("spiral", Box::new(flow([24.0, 9.8, 12.4, -1_234_567.8]))),
    ]
}

/// A text as it stands in a drawing.
#[derive(Debug)]
struct PlacedText {
    text: String,
    left: f64,
    right: f64,
    baseline: f64,
    size: f64,
}

impl PlacedText {
    fn meets(&self, other: &Self) -> bool {
        let cap = |set: &Self| (set.baseline - set.size * 0.72, set.baseline);
        let ((a_top, a_bottom), (b_top, b_bottom)) = (cap(self), cap(other));
        self.left < other.right && other.left < self.right && a_top < b_bottom && b_top < a_bottom
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// Reads a drawing as strictly as an XML parser would, and returns its size and texts.
fn read(svg: &str) -> ((f64, f64), Vec<PlacedText>) {
    let mut open: Vec<String> = vec![];
    let mut texts: Vec<PlacedText> = vec![];
    let mut size = (0.0, 0.0);
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        let content = &rest[..start];
        assert!(!content.contains('>'), "stray > in {content:?}");
        for entity in content.split('&').skip(1) {
            assert!(
                ["amp;", "lt;", "gt;"]
                    .iter()
                    .any(|known| entity.starts_with(known)),
                "{content}"
            );
        }
        if open.iter().any(|tag| tag == "text") {
            texts.last_mut().unwrap().text.push_str(&unescape(content));
        } else if !open.iter().any(|tag| tag == "title" || tag == "desc") {
            assert_eq!(content.trim(), "", "text outside of <text>");
        }
        let (tag, tail) = rest[start + 1..].split_once('>').unwrap();
        rest = tail;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "closed out of order");
            continue;
        }
        let name = tag.split([' ', '/']).next().unwrap();
        assert!(
            [
                "svg", "title", "desc", "defs", "pattern", "g", "rect", "line", "path", "circle",
                "text", "tspan"
            ]
            .contains(&name),
            "<{name}> has no place here"
        );
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        for value in tag.split('"').skip(1).step_by(2) {
            assert!(!value.contains('<'), "{tag}");
        }
        let number = |name: &str| attribute(tag, name).map(|value| value.parse::<f64>().unwrap());
        for name in [
            "x",
            "y",
            "x1",
            "x2",
            "y1",
            "y2",
            "width",
            "height",
            "cx",
            "cy",
            "r",
            "stroke-width",
        ] {
            if let Some(value) = number(name) {
                assert!(value.is_finite() && value.abs() < 5000.0, "{tag}");
            }
        }
        if name == "svg" {
            let view = attribute(tag, "viewBox").unwrap();
            let sides: Vec<f64> = view.split(' ').map(|side| side.parse().unwrap()).collect();
            size = (sides[2], sides[3]);
        }
        // A halo is the same text below its own letters.
        if name == "text" && tag.contains("aria-hidden=") {
            let (_, after) = rest.split_once("</text>").unwrap();
            rest = after;
            continue;
        }
        if name == "text" {
            texts.push(PlacedText {
                text: String::new(),
                left: number("x").unwrap(),
                // The anchor and the weight, until the text is known.
                right: match attribute(tag, "text-anchor") {
                    Some("middle") => 0.5,
                    Some("end") => 1.0,
                    _ => 0.0,
                } + if attribute(tag, "font-weight").is_some() {
                    10.0
                } else {
                    0.0
                },
                baseline: number("y").unwrap(),
                size: number("font-size").unwrap_or(14.0),
            });
        }
        if !tag.ends_with('/') {
            open.push(name.to_owned());
        }
    }
    assert_eq!(open, Vec::<String>::new(), "left open");
    assert_eq!(rest, "");
    for set in &mut texts {
        let bold = set.right >= 5.0;
        let anchor = set.right % 5.0;
        let width = text_width(&set.text, set.size, bold);
        set.left -= width * anchor;
        set.right = set.left + width;
    }
    (size, texts)
}

/// Numbers in a text as a Swede writes them.
fn assert_swedish(text: &str) {
    let chars: Vec<char> = text.chars().collect();
    for (index, c) in chars.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|at| chars.get(at));
        let after = chars.get(index + 1);
        let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
        let between = digit(before) && digit(after);
        assert!(!(*c == '.' && between), "decimal point in {text:?}");
        assert!(!(*c == '-' && digit(after)), "hyphen for minus in {text:?}");
        let group = chars[index + 1..]
            .iter()
            .take_while(|c| c.is_ascii_digit())
            .count();
        assert!(
            !(*c == ',' && between && group == 3),
            "comma for thousands in {text:?}"
        );
        assert!(
            !(matches!(c, 'k' | 'M' | 'G') && digit(before)),
            "suffix in {text:?}"
        );
    }
}

fn assert_clean(svg: &str) {
    for never in [
        "style=", "<style", "class=", "Roboto\"", "NaN", "inf", "#F1F0", "#F2F0", "<script",
        " data-",
    ] {
        assert!(!svg.contains(never), "{never} in {svg}");
    }
}

fn assert_readable(name: &str, canvas: Canvas, svg: &str) {
    let ((width, height), texts) = read(svg);
    for set in &texts {
        assert_swedish(&set.text);
        assert!(set.size >= 14.0, "{name} {canvas:?}: {set:?}");
        assert!(
            set.left >= -1.0 && set.right <= width + 1.0,
            "{name} {canvas:?}: beside the drawing: {set:?}"
        );
        assert!(
            set.baseline - set.size * 0.75 >= -1.0 && set.baseline + 3.0 <= height + 1.0,
            "{name} {canvas:?}: above or below the drawing: {set:?} of {height}"
        );
    }
    for (index, set) in texts.iter().enumerate() {
        for other in &texts[index + 1..] {
            assert!(
                !set.meets(other),
                "{name} {canvas:?}: {set:?} meets {other:?}"
            );
        }
    }
}

/// What once stood on the first step is a grey piece on top of it, as long as it was, and stands last in table and words.
#[test]
fn a_waterfall_keeps_the_length_of_its_first_step() {
    let plain = waterfall([54.2, -0.5, -0.7, 0.0, 53.0]);
    let lower = Waterfall {
        above: vec![("Lägre krav: kommunen".to_owned(), 19.5)],
        ..plain.clone()
    };
    let bars = |figure: &Waterfall, canvas| {
        let svg = figure.svg(&Frame::page(canvas, "a"));
        svg.matches("<rect").count()
    };
    for canvas in [Canvas::Wide, Canvas::Narrow] {
        assert_eq!(bars(&lower, canvas), bars(&plain, canvas) + 1);
    }
    let rows = lower.table().rows;
    assert_eq!(rows.len(), 6);
    let last = rows
        .last()
        .map(|row| row.iter().map(FigureCell::text).collect::<Vec<_>>());
    assert_eq!(last, Some(vec!["Lägre krav: kommunen", "19,5"]));
    assert!(
        lower.summary().ends_with(", lägre krav: kommunen 19,5."),
        "{}",
        lower.summary()
    );
    let svg = lower.svg(&Frame::page(Canvas::Wide, "a"));
    assert!(svg.contains("54,2 av 73,7"), "{svg}");
}

/// Status is told by fill with a swatch for each, on the page and in a file; by a column in the table; and in words.
#[test]
fn a_legend_of_fills_is_in_drawing_table_and_words() {
    let figure = AnyFigure::from(filled_bars(&[Fill::Decided, Fill::Possible, Fill::Own]));
    for canvas in CANVASES {
        let drawings = [
            figure.svg(&Frame::page(canvas, "a")),
            file(&figure, canvas, "a", &Caption::default()),
        ];
        let colours = [
            ["decided", "possible", "own"].map(|name| format!("var(--fig-{name})")),
            [
                Colours::LIGHT.decided,
                Colours::LIGHT.possible,
                Colours::LIGHT.own,
            ]
            .map(str::to_owned),
        ];
        for (svg, [decided, possible, own]) in drawings.iter().zip(colours) {
            let rects = || {
                svg.split("<rect")
                    .skip(1)
                    .map(|one| one.split("/>").next().unwrap())
            };
            // A bar and its swatch each.
            let count = |has: &dyn Fn(&str) -> bool| rects().filter(|one| has(one)).count();
            assert_eq!(
                count(&|one| one.contains(&format!("fill=\"{decided}\""))),
                2,
                "{svg}"
            );
            assert_eq!(
                count(&|one| one.contains(&format!("stroke=\"{possible}\""))),
                2,
                "{svg}"
            );
            assert_eq!(count(&|one| one.contains("fill=\"url(#")), 2, "{svg}");
            assert!(svg.contains(&own));
            for (_, name) in by_status().entries {
                assert!(svg.contains(&format!(">{name}<")), "{name} in {svg}");
            }
        }
    }
    let table = figure.table();
    assert_eq!(table.columns.last().unwrap(), "Status");
    let last: Vec<&str> = table
        .rows
        .iter()
        .map(|row| row.last().unwrap().text())
        .collect();
    assert_eq!(
        last,
        [
            "beslutad modell",
            "möjligt, uppskattat",
            "egna antaganden",
            ""
        ]
    );
    let said = figure.summary();
    assert!(
        said.contains(" Beslutad modell: Ersättning per dygn."),
        "{said}"
    );
    assert!(
        said.ends_with(" Egna antaganden: Kunder per årsarbetare."),
        "{said}"
    );
}

#[test]
fn every_sample_is_clean_and_readable() {
    for (name, figure) in samples() {
        for canvas in CANVASES {
            let svg = figure.svg(&Frame::page(canvas, "prov"));
            assert_clean(&svg);
            assert_readable(name, canvas, &svg);
            assert!(svg.contains("role=\"img\"") && svg.contains("<title id=\"prov-title\">"));
            assert!(!svg.contains("height=\"340\""), "the page sets the size");
        }
    }
}

#[test]
fn figure_table_and_summary_show_the_same_numbers() {
    for (name, figure) in samples() {
        let table = figure.table();
        let summary = figure.summary();
        assert!(!table.caption.is_empty() && !table.rows.is_empty());
        for row in &table.rows {
            assert_eq!(row.len(), table.columns.len(), "{name}");
        }
        if name.starts_with("dots") || name.starts_with("bands") {
            // Held by tests of their own: their drawings have no room for every number.
            assert_swedish(&summary);
            continue;
        }
        let is_series_over_years = name.starts_with("years");
        for canvas in CANVASES {
            let (_, texts) = read(&figure.svg(&Frame::page(canvas, "prov")));
            let joined = texts
                .iter()
                .map(|set| set.text.as_str())
                .collect::<Vec<_>>()
                .join(" ");
            let rows = if is_series_over_years {
                table.rows.len() - 1
            } else {
                0
            };
            for cell in table
                .rows
                .iter()
                .skip(rows)
                .flatten()
                .filter(|cell| cell.is_number())
            {
                // The number without its unit, which may stand on a line of its own.
                let number = cell.text().split("\u{a0}mnkr").next().unwrap();
                let number = number.split("\u{a0}platser").next().unwrap();
                assert!(
                    joined.contains(number),
                    "{name} {canvas:?}: {number} not in {joined}"
                );
                assert!(
                    summary.contains(number),
                    "{name}: {number} not in {summary}"
                );
            }
        }
        assert_swedish(&summary);
    }
}

#[test]
fn each_dot_is_a_row_on_its_side_of_the_line() {
    for values in [
        (0..20)
            .map(|at| f64::from(at) * 1.7 - 9.0)
            .collect::<Vec<f64>>(),
        vec![72.5; 20],
        vec![-0.2; 20],
        (0..20).map(|at| 0.01 * f64::from(at) - 0.1).collect(),
    ] {
        let figure = dots(values.iter().copied());
        assert_eq!(figure.table().rows.len(), 20);
        for value in &figure.values {
            assert!(figure.summary().contains(&balans_format::number(*value, 1)));
        }
        for canvas in CANVASES {
            let svg = figure.svg(&Frame::page(canvas, "prov"));
            let balanced = figure.values.iter().filter(|value| **value <= 0.0).count();
            // A dot that does not balance is a ring: two circles. The key has one of each.
            assert_eq!(
                svg.matches("<circle").count(),
                balanced + 2 * (20 - balanced) + 3
            );
        }
    }
}

#[test]
fn bands_show_their_ends_and_say_their_middles() {
    let rows = [
        [60.0, 65.0, 70.0, 72.5, 75.0, 81.4, 124.5],
        [-20.0, -4.0, 0.0, 30.1, 90.3, 200.0, 390.4],
    ];
    let figure = bands(&rows);
    for canvas in CANVASES {
        let svg = figure.svg(&Frame::page(canvas, "prov"));
        for row in rows {
            for value in [row[0], row[6]] {
                let text = format!(">{}<", balans_format::number(value, 1));
                assert!(svg.contains(&text), "{canvas:?}: {text}");
            }
        }
    }
    let summary = figure.summary();
    for row in rows {
        for value in [row[0], row[3], row[6]] {
            assert!(
                summary.contains(&balans_format::number(value, 1)),
                "{summary}"
            );
        }
    }
    let cells = figure.table().rows;
    let texts: Vec<&str> = cells.iter().flatten().map(FigureCell::text).collect();
    assert_eq!(
        texts[1..8],
        ["60,0", "65,0", "70,0", "72,5", "75,0", "81,4", "124,5"]
    );
}

#[test]
fn a_file_stands_alone() {
    for (name, figure) in samples() {
        let svg = figure.svg(&Frame::file(Canvas::Wide, "prov"));
        assert!(!svg.contains("var("), "{name}");
        assert!(svg.contains(" width=\"720\"") && svg.contains("font-family=\"system-ui"));
        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
        assert_readable(name, Canvas::Wide, &svg);
    }
}

/// LibreOffice, librsvg before 2.52 and others don't know `paint-order`: a stroke on letters would cover them.
#[test]
fn a_halo_in_a_file_is_a_text_of_its_own_below_the_letters() {
    let mut haloes = 0;
    for (name, figure) in samples() {
        for canvas in CANVASES {
            let svg = figure.svg(&Frame::file(canvas, "prov"));
            for unknown in ["paint-order", "patternTransform", "</tspan> "] {
                assert!(!svg.contains(unknown), "{name} {canvas:?}: {unknown}");
            }
            let texts: Vec<&str> = svg.split("<text").skip(1).collect();
            let words = |text: &str| {
                let inside = text.split("</text>").next().unwrap();
                let parts = inside.split('>').skip(1);
                parts
                    .map(|part| part.split('<').next().unwrap())
                    .collect::<String>()
            };
            for (at, text) in texts.iter().enumerate() {
                if !text.split('>').next().unwrap().contains("stroke=") {
                    continue;
                }
                haloes += 1;
                let above = texts[at + 1];
                assert_eq!(words(text), words(above), "{name} {canvas:?}");
                assert!(!above.split('>').next().unwrap().contains("stroke="));
            }
        }
    }
    assert!(haloes > 50, "{haloes}");
}

/// What leaves the page has the colours of the page: each is a token of the light theme.
#[test]
fn colours_of_files_are_the_tokens() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../style/tokens.css");
    let css = std::fs::read_to_string(file).unwrap();
    let light = css.split("\n}").next().unwrap();
    let token = |name: &str| {
        let mut name = name;
        loop {
            let (_, rest) = light.split_once(&format!("  {name}: ")).unwrap();
            let value = rest.split(';').next().unwrap();
            match value.strip_prefix("var(") {
                Some(other) => name = other.trim_end_matches(')'),
                None => return value,
            }
        }
    };
    let Colours {
        ink,
        muted,
        grid,
        total,
        decided,
        possible,
        own,
        remaining,
        reference,
        financing,
        surface,
        line,
        sunk,
        soft,
    } = Colours::LIGHT;
    for (name, colour) in [
        ("--fig-ink", ink),
        ("--fig-muted", muted),
        ("--fig-grid", grid),
        ("--fig-total", total),
        ("--fig-decided", decided),
        ("--fig-possible", possible),
        ("--fig-own", own),
        ("--fig-remaining", remaining),
        ("--fig-reference", reference),
        ("--fig-financing", financing),
        ("--fig-surface", surface),
        ("--line", line),
        ("--surface-sunk", sunk),
        ("--accent-soft", soft),
    ] {
        assert_eq!(token(name), colour, "{name}");
    }
}

/// What is left below zero is a surplus, and never in the colour of what is missing.
#[test]
fn a_surplus_is_not_drawn_as_something_missing() {
    let colours = Colours::LIGHT;
    let bridge = AnyFigure::from(waterfall([73.7, -40.0, -20.0, -21.1, -7.4]));
    let areas = columns([vec![47.6], vec![0.0], vec![-7.4]], Layout::Grouped, false);
    let stack = bars([vec![47.6], vec![0.0], vec![-7.4]], Layout::Stacked);
    for figure in [bridge, areas.into(), stack.into()] {
        for canvas in CANVASES {
            let svg = figure.svg(&Frame::file(canvas, "prov"));
            assert!(!svg.contains(colours.remaining), "{canvas:?}: {svg}");
        }
    }
    let missing = AnyFigure::from(waterfall([73.7, -0.5, -0.7, 0.0, 72.5]));
    let svg = missing.svg(&Frame::file(Canvas::Wide, "prov"));
    assert!(svg.contains(colours.remaining));
}

/// The areas of every bar that is filled by its meaning, but not of axes, swatches or grounds.
#[test]
fn every_piece_is_at_least_six_wide_and_high() {
    let small = [vec![40.0, 30.0], vec![0.2, 0.1], vec![0.1, 0.3]];
    let figures = [
        AnyFigure::from(waterfall([73.7, -0.1, -0.2, -0.1, 73.3])),
        columns(small.clone(), Layout::Grouped, false).into(),
        columns(small.clone(), Layout::Stacked, false).into(),
        bars(small.clone(), Layout::Grouped).into(),
        bars(small, Layout::Stacked).into(),
    ];
    for figure in figures {
        for canvas in CANVASES {
            let svg = figure.svg(&Frame::page(canvas, "prov"));
            let drawn = svg.split("<defs>").next().unwrap();
            for rect in drawn.split("<rect").skip(1) {
                let side = |name: &str| -> f64 {
                    let (_, rest) = rect.split_once(&format!(" {name}=\"")).unwrap();
                    rest.split('"').next().unwrap().parse().unwrap()
                };
                // An outline is drawn inside its bounds.
                let edge = if rect.contains("stroke-width=\"2\"") {
                    2.0
                } else {
                    0.0
                };
                for name in ["width", "height"] {
                    let long = side(name) + edge;
                    assert!(long >= 5.95, "{canvas:?}: {long} in {rect}");
                }
            }
        }
    }
}

#[test]
fn a_picture_says_what_it_is_of() {
    let caption = Caption {
        lead: "Mnkr 2023".to_owned(),
        notes: vec![
            "Scenario: <prov> & \u{201d}prov\u{201d}".to_owned(),
            format!("Källa: {}", "ett långt dokument ".repeat(20)),
        ],
    };
    let figure = AnyFigure::from(waterfall([73.7, -20.5, -14.7, -12.3, 26.2]));
    let svg = file(&figure, Canvas::Wide, "prov", &caption);
    assert!(!svg.contains("var("));
    assert!(svg.contains("Scenario: &lt;prov&gt; &amp;"));
    assert!(svg.contains("<metadata>") && svg.contains("<description>Källa: ett långt"));
    let drawing = figure.svg(&Frame::file(Canvas::Wide, "prov-bild"));
    assert!(svg.contains(drawing.trim_start_matches("<svg")));
    assert!(svg.ends_with("</svg></svg>"));
    let (height, inner) = (super::file::height(&svg), super::file::height(&drawing));
    assert!(height > inner + 80.0, "room for what it says");
    // Asked for with bytes, it is the same.
    let asked = request_file(&figure, Canvas::Wide, "prov", &caption);
    assert_eq!(answer(&asked), svg);
}

#[test]
fn ids_follow_the_prefix() {
    let figure = waterfall([73.7, -20.5, -14.7, -12.3, 26.2]);
    let svg = figure.svg(&Frame::page(Canvas::Wide, "laget-1\" onload=\"x"));
    assert!(svg.contains("<pattern id=\"laget-1onloadx-own\""));
    assert!(svg.contains("fill=\"url(#laget-1onloadx-own)\""));
    read(&svg);
}

#[test]
fn labels_cannot_break_out() {
    let evil = "<script>alert(1)</script>&\"'\u{0}]]>";
    let mut bridge = waterfall([73.7, -0.5, -0.7, 0.0, 72.5]);
    evil.clone_into(&mut bridge.title);
    evil.clone_into(&mut bridge.steps[1].label);
    let mut years = lines(
        [
            growing(1.0, 2.0),
            growing(1.0, 2.0),
            growing(1.0, 2.0),
            growing(1.0, 2.0),
        ],
        true,
        2023,
    );
    evil.clone_into(&mut years.series[0].name);
    evil.clone_into(years.break_note.as_mut().unwrap());
    let mut areas = columns([vec![1.0], vec![2.0], vec![3.0]], Layout::Grouped, false);
    evil.clone_into(&mut areas.categories[0]);
    evil.clone_into(&mut areas.series[0].name);
    let mut spiral = flow([1.0; 4]);
    evil.clone_into(&mut spiral.steps[0].heading);
    evil.clone_into(&mut spiral.steps[0].unit);
    let figures: [&dyn Figure; 4] = [&bridge, &years, &areas, &spiral];
    for figure in figures {
        for canvas in CANVASES {
            let svg = figure.svg(&Frame::page(canvas, "prov"));
            assert_clean(&svg);
            read(&svg);
        }
    }
}

#[test]
fn years_are_not_grouped_and_the_axis_says_when_it_is_cut() {
    let years = [
        growing(3258.0, 5094.0),
        growing(3200.0, 5020.0),
        growing(3258.0, 5010.0),
        growing(3258.0, 3902.0),
    ];
    let cut = lines(years.clone(), true, 2023).svg(&Frame::page(Canvas::Wide, "a"));
    assert!(cut.contains(">2023<") && cut.contains(">4\u{a0}000<"));
    assert!(cut.contains("Axeln börjar inte vid noll."));
    let whole = lines(years, false, 2023).svg(&Frame::page(Canvas::Wide, "a"));
    assert!(whole.contains(">0<") && !whole.contains("Axeln"));
}

#[test]
fn columns_stand_where_charts_rs_puts_them() {
    // The scale we draw connectors and the zero line by must be the one charts-rs uses.
    let figure = waterfall([100.0, -50.0, 0.0, 0.0, 50.0]);
    let svg = figure.svg(&Frame::page(Canvas::Wide, "a"));
    let solid: Vec<&str> = svg
        .split("<rect")
        .filter(|tag| tag.contains("--fig-total") || tag.contains("--fig-remaining"))
        .collect();
    let side = |tag: &str, name: &str| attribute(tag, name).unwrap().parse::<f64>().unwrap();
    let (total, left) = (solid[0], solid[1]);
    assert!((side(total, "height") - 2.0 * side(left, "height")).abs() < 0.3);
    let zero = side(total, "y") + side(total, "height");
    assert!(
        svg.contains(&format!("x1=\"0\" y1=\"{zero}\"")),
        "{zero} {svg}"
    );
}

#[test]
fn nothing_to_show_is_still_a_drawing() {
    let mut bridge = waterfall([0.0; 5]);
    bridge.steps.clear();
    let mut years = lines([vec![], vec![], vec![], vec![]], true, 2023);
    let mut lone = years.clone();
    years.years.clear();
    lone.years.truncate(1);
    lone.series[0].values = vec![Some(3.0)];
    let mut areas = columns([vec![], vec![], vec![]], Layout::Stacked, false);
    areas.series.clear();
    let mut spiral = flow([0.0; 4]);
    spiral.steps.clear();
    let figures: [&dyn Figure; 5] = [&bridge, &years, &lone, &areas, &spiral];
    for figure in figures {
        for canvas in CANVASES {
            let svg = figure.svg(&Frame::page(canvas, "prov"));
            assert_clean(&svg);
            read(&svg);
            figure.table();
            figure.summary();
        }
    }
}

fn odd() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -120.0..120.0_f64,
        1 => select(vec![0.0, -0.0, 0.04, -0.04, 0.05, 0.5, -0.7, 73.7, 1e-9, 1e5, -1e5, 1234.5, -9999.9]),
    ]
}

fn absurd() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>(),
        odd(),
        select(vec![f64::NAN, f64::INFINITY, f64::MIN, f64::MAX, 1e-300])
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn odd_values_stay_readable(
        bridge in prop::array::uniform5(odd()),
        years in prop::array::uniform4(prop::collection::vec(prop::option::weighted(0.9, odd()), 10)),
        cut in any::<bool>(),
        marked in 2020..2034_i32,
        groups in (1..=4_usize).prop_flat_map(|n| prop::array::uniform3(prop::collection::vec(odd(), n))),
        stacked in any::<bool>(),
        signed in any::<bool>(),
        amounts in prop::array::uniform4(odd()),
    ) {
        let layout = if stacked { Layout::Stacked } else { Layout::Grouped };
        let figures: [(&str, Box<dyn Figure>); 5] = [
            ("waterfall", Box::new(waterfall(bridge))),
            ("lines", Box::new(lines(years, cut, marked))),
            ("columns", Box::new(columns(groups.clone(), layout, signed))),
            ("bars", Box::new(bars(groups, layout))),
            ("flow", Box::new(flow(amounts))),
        ];
        for (name, figure) in &figures {
            for canvas in CANVASES {
                let svg = figure.svg(&Frame::page(canvas, "prov"));
                assert_clean(&svg);
                assert_readable(name, canvas, &svg);
            }
        }
    }

    #[test]
    fn absurd_values_and_words_break_nothing(
        bridge in prop::array::uniform5(absurd()),
        years in prop::array::uniform4(prop::collection::vec(prop::option::of(absurd()), 0..12)),
        groups in prop::array::uniform3(prop::collection::vec(absurd(), 0..4)),
        stacked in any::<bool>(),
        amounts in prop::array::uniform4(absurd()),
        word in "\\PC{0,60}",
    ) {
        let layout = if stacked { Layout::Stacked } else { Layout::Grouped };
        let mut bridge = waterfall(bridge);
        word.clone_into(&mut bridge.steps[2].label);
        let mut years = lines(years, true, 2025);
        word.clone_into(&mut years.series[1].name);
        let mut areas = columns(groups.clone(), layout, true);
        word.clone_into(&mut areas.series[0].name);
        let mut boxes = flow(amounts);
        word.clone_into(&mut boxes.steps[1].heading);
        let lying = bars(groups, layout);
        let figures: [&dyn Figure; 5] = [&bridge, &years, &areas, &lying, &boxes];
        for figure in figures {
            for canvas in CANVASES {
                let svg = figure.svg(&Frame::page(canvas, "prov"));
                read(&svg);
                figure.table();
                figure.summary();
            }
        }
    }
}

/// A title that ends with an amount in the unit says it; one that ends with the same word does not.
#[test]
fn a_caption_says_its_unit_once() {
    use super::table::caption;
    assert_eq!(caption("Krav", "mnkr"), "Krav, mnkr");
    assert_eq!(
        caption("Kravet är 9,0\u{a0}mnkr", "mnkr"),
        "Kravet är 9,0\u{a0}mnkr"
    );
    assert_eq!(
        caption("Mer än egna platser", "platser"),
        "Mer än egna platser, platser"
    );
    assert_eq!(caption("Antal", ""), "Antal");
}
