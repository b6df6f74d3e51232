//! [`AnyFigure`]: one type for every kind of figure.

use serde::{Deserialize, Serialize};

use super::{
    Bands, BarsHorizontal, Columns, ComparisonChart, Dots, Figure, FigureTable, Flow, Frame, Lines,
    Waterfall,
};

macro_rules! any {
    ($($kind:ident),+) => {
        /// A figure of any kind.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub enum AnyFigure {
            $(#[doc = concat!("See [`", stringify!($kind), "`](crate::", stringify!($kind), ").")] $kind($kind)),+
        }

        $(impl From<$kind> for AnyFigure {
            fn from(figure: $kind) -> Self {
                Self::$kind(figure)
            }
        })+

        impl AnyFigure {
            /// The title, which states the finding.
            #[must_use]
            pub fn title(&self) -> &str {
                match self { $(Self::$kind(figure) => &figure.title),+ }
            }
        }

        impl Figure for AnyFigure {
            fn svg(&self, frame: &Frame<'_>) -> String {
                match self { $(Self::$kind(figure) => figure.svg(frame)),+ }
            }

            fn table(&self) -> FigureTable {
                match self { $(Self::$kind(figure) => figure.table()),+ }
            }

            fn summary(&self) -> String {
                match self { $(Self::$kind(figure) => figure.summary()),+ }
            }
        }
    };
}

any!(
    BarsHorizontal,
    Columns,
    ComparisonChart,
    Flow,
    Lines,
    Waterfall,
    Dots,
    Bands
);

impl AnyFigure {
    /// The unit of the numbers in its table.
    #[must_use]
    pub fn unit(&self) -> &str {
        match self {
            Self::BarsHorizontal(figure) => &figure.unit,
            Self::Columns(figure) => &figure.unit,
            Self::ComparisonChart(figure) => &figure.unit,
            Self::Flow(figure) => figure.steps.first().map_or("", |step| &step.unit),
            Self::Lines(figure) => &figure.unit,
            Self::Waterfall(figure) => &figure.unit,
            Self::Dots(figure) => &figure.unit,
            Self::Bands(figure) => &figure.unit,
        }
    }
}
