//! Words around the decision paper; its own are the meeting's.

/// The view's name.
pub const VIEW: &str = "Beslutsunderlag";
/// What it is.
pub const LEAD: &str = "Scenariot som en tjänsteskrivelse att skriva ut eller spara som PDF. Tryck på ett understruket tal för att se hur det räknas.";
/// What becomes of what is typed into it.
pub const TYPED: &str = "De tomma platserna kan fyllas i här eller för hand. Det du skriver i dem sparas inte någonstans: det är borta när du lämnar sidan.";
/// Opens the system's own way to print.
pub const PRINT: &str = "Skriv ut";
/// While what makes it is fetched.
pub const COMING: &str = "Beslutsunderlaget hämtas…";
/// What makes it could not be fetched.
pub const MISSING: &str = "Beslutsunderlaget kunde inte visas, för den del av verktyget som skriver det kunde inte hämtas. Ladda om sidan för att försöka igen.";
/// From elsewhere to here.
pub const LINK: &str = "Beslutsunderlag att skriva ut";
