//! Läget, the first view.

/// The views' names in the menu, which are their headings too.
pub const VIEW: &str = "Läget";

/// The krav card.
pub const REQUIREMENT: &str = "Effektiviseringskrav";

/// The sum.
pub const TOGETHER: &str = "Totalt";

/// The share of both areas' cost.
pub const SHARE_TOTAL: &str = "Kravets andel av hela kostnaden";
