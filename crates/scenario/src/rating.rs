//! Ratings of a measure's consequences: for whom, and how serious.

use serde::{Deserialize, Serialize};

balans_model::closed_list! {
    /// Whom a measure has consequences for.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Aspect: id {
        /// Brukare: those who receive care.
        Users = "users",
        /// Personal: those who give it.
        Staff = "staff",
        /// Rättssäkerhet: legal certainty in decisions.
        LegalCertainty = "legal_certainty",
        /// Andra verksamheter: other parts of the organisation.
        OtherServices = "other_services",
    }
}

balans_model::closed_list! {
    /// How serious a consequence is, from the least. A consequence that nobody has rated has no level.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Level: id {
        /// Små.
        Low = "low",
        /// Måttliga.
        Medium = "medium",
        /// Stora.
        High = "high",
    }
}
