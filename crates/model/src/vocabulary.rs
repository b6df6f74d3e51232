//! The closed word lists of a pack: units, statuses and kinds of evidence.
//!
//! Shared by the crate and its build script (`#[path]`), so nothing here may name another module.
//! The words are the ones a controller writes in the file; the names of statuses on screen stand in
//! `crates/report/src/texts/`.

crate::closed_list! {
    /// What a number counts; `as_str` is the Swedish text to put after it.
    Unit: as_str {
        /// Million SEK in plan-year prices (or current prices where the quantity says so).
        Mnkr = "mnkr",
        /// Million SEK a year.
        MnkrPerYear = "mnkr per år",
        /// Thousand SEK.
        Tkr = "tkr",
        /// Thousand SEK a year.
        TkrPerYear = "tkr per år",
        /// Thousand SEK a month.
        TkrPerMonth = "tkr per månad",
        /// SEK.
        Kr = "kr",
        /// SEK a day.
        KrPerDay = "kr per dygn",
        /// SEK a year.
        KrPerYear = "kr per år",
        /// SEK an hour.
        KrPerHour = "kr per timme",
        /// Percent.
        Percent = "%",
        /// Percent a year.
        PercentPerYear = "% per år",
        /// Percentage points.
        Points = "procentenheter",
        /// Percentage points a year.
        PointsPerYear = "procentenheter per år",
        /// Places in a home.
        Places = "platser",
        /// Persons.
        Persons = "personer",
        /// Clients of the case managers.
        Clients = "kunder",
        /// Full-time equivalents.
        Fte = "årsarbetare",
        /// Clients per full-time equivalent.
        ClientsPerFte = "kunder per årsarbetare",
        /// Days (dygn) a year.
        DaysPerYear = "dygn per år",
        /// Cases a year.
        CasesPerYear = "ärenden per år",
        /// Users.
        Users = "användare",
        /// Minutes.
        Minutes = "minuter",
        /// Hours a month.
        HoursPerMonth = "timmar per månad",
        /// A length of time in years.
        Years = "år",
        /// A length of time in months.
        Months = "månader",
        /// A calendar year.
        CalendarYear = "årtal",
        /// A month of the year, 1–12.
        Month = "månad",
        /// A number without unit: an elasticity, an index or a factor.
        Number = "tal",
        /// A number of measures.
        Measures = "åtgärder",
        /// Yes (1) or no (0).
        Bool = "ja/nej",
    }
}

impl Unit {
    /// Whether an input in this unit is a whole number: a calendar year, a length in years or months, a count of persons
    /// or places, yes or no. Fields, files and links refuse a fraction of them.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        matches!(
            self,
            Self::Places | Self::Persons | Self::Clients | Self::Users | Self::Months
        ) || self.is_calendar()
    }

    /// Whether the formulas read an input in this unit as steps of time or as a switch, so that a fraction is no value
    /// between two others but has no meaning: links of the first calculation refuse it as well.
    #[must_use]
    pub const fn is_calendar(self) -> bool {
        matches!(
            self,
            Self::CalendarYear | Self::Month | Self::Years | Self::Bool
        )
    }
}

crate::closed_list! {
    /// Where an input's value comes from.
    Status: as_str {
        /// Underlag: stands in one of the two documents.
        Source = "source",
        /// Härlett: computed from figures in the documents.
        Derived = "derived",
        /// Extern referens: a public figure from elsewhere.
        External = "external",
        /// Antagande: nobody has stated it.
        Assumption = "assumption",
        /// Reglage: a choice, at rest in neutral.
        Lever = "lever",
        /// Eget underlag: a controller's own figure in place of the pack's. Never in the pack itself.
        Own = "own",
    }
}

crate::closed_list! {
    /// How far a measure has come, according to the documents.
    MeasureStatus: as_str {
        /// Decided by the direktion.
        Decided = "decided",
        /// Possible according to the administration, with an estimated amount.
        Possible = "possible",
        /// Proposed in the documents.
        Proposed = "proposed",
        /// The problem is described, the measure is not.
        Problem = "problem",
        /// A comparison with neighbours is given, no measure.
        Benchmark = "benchmark",
        /// A potential is mentioned.
        Potential = "potential",
        /// One of the two main routes to efficiency.
        MainRoute = "main_route",
        /// The capacity ceiling is reached.
        Ceiling = "ceiling",
        /// A study visit has been made.
        StudyVisit = "study_visit",
        /// A training is arranged.
        Training = "training",
        /// A pre-study is under way.
        PreStudy = "pre_study",
        /// Said to be needed.
        Needed = "needed",
        /// Under way as work, without a figure.
        Ongoing = "ongoing",
        /// Not in the documents: the tool's own.
        Own = "own",
    }
}

crate::closed_list! {
    /// What stands behind a measure's amount (not behind the measure itself).
    Evidence: as_str {
        /// A decided amount.
        Decided = "decided",
        /// An amount that the administration estimates for a measure that is possible, not proposed.
        Possible = "possible",
        /// The user's own assumption.
        Own = "own",
    }
}

crate::closed_list! {
    /// Which area or areas a measure acts in.
    MeasureArea: as_str {
        /// Omsorg om äldre och personer med funktionsnedsättning.
        Care = "care",
        /// Hälso- och sjukvård.
        Health = "health",
        /// Both.
        Both = "both",
    }
}
