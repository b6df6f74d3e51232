//! The documents' own sums on Källor: what agrees, within which rounding, and what nobody has answered.

use balans_model::{Area, InputId, Quantity, Reform, Rounding, Scope, input_id};
use balans_report::texts::reconciliation as words;
use balans_report::texts::shared::is_nothing;
use leptos::prelude::*;

use crate::erased::{dynamic, fragment, memo, view};
use crate::state::{Route, use_store};
use crate::table::Shown;
use crate::ui::components::{Amount, followed};

/// The inputs in the sums; a changed input makes them the user's own.
const INPUTS: [InputId; 7] = [
    input_id("requirement.care"),
    input_id("requirement.health"),
    input_id("base.administration_cost"),
    input_id("base.case_management_cost"),
    input_id("base.total_cost"),
    input_id("vacancy_reform.amount"),
    input_id("negligence_clause.amount"),
];

#[component]
pub(super) fn Reconciliation() -> impl IntoView {
    let store = use_store();
    let changed = INPUTS.map(|input| store.is_changed(input));
    let pack = store.base_pack();
    let (base, plan) = (pack.base_year, pack.plan_year);
    let [cost_of, same_as, in_plan] = words::prices_same(base, plan);
    let [included, in_base] = words::unknown_base_year(pack);
    let whole = Shown::Whole;
    let requirement = store.value(Quantity::Requirement(Scope::Total, plan));
    // A share of nothing says nothing.
    let has_requirement = memo(move || !is_nothing(requirement.get()));
    view! {
        <section class="card" id="avstamning">
            <h2>{words::TITLE}</h2>
            <p>{words::LEAD}</p>
            <p class="small" role="status">
                {dynamic(move || changed.iter().any(|changed| changed.get()).then_some(words::CHANGED))}
            </p>
            <div class="beside sums">
                <section>
                    <h3>{words::REQUIREMENT}</h3>
                    <Sum
                        terms=[Area::Care.into(), Area::Health.into(), Scope::Total]
                            .map(|scope| Quantity::Requirement(scope, plan))
                        names=words::REQUIREMENT_TERMS
                    />
                    <p class="small">{words::REQUIREMENT_NOTE}</p>
                </section>
                <section>
                    <h3>{words::ADMINISTRATION}</h3>
                    <Sum
                        terms=[
                            Quantity::CaseManagementCost(),
                            Quantity::OtherAdministration(),
                            Quantity::AdministrationCost(),
                        ]
                        names=words::ADMINISTRATION_TERMS
                    />
                    <p class="small">{words::administration_note(base)}</p>
                </section>
                <section>
                    <h3>{words::TOTAL}</h3>
                    <Sum
                        terms=[
                            Quantity::AdministrationCost(),
                            Quantity::StatedShare(),
                            Quantity::ImpliedTotal(Rounding::Stated),
                        ]
                        names=words::TOTAL_TERMS
                        sign="÷"
                        result=whole
                    />
                    <p>
                        {words::TOTAL_BAND[0]}
                        {followed(view! { <Amount quantity=Quantity::ImpliedTotal(Rounding::Low) shown=whole/> }, words::TOTAL_BAND[1])}
                        {followed(view! { <Amount quantity=Quantity::ImpliedTotal(Rounding::High) shown=whole/> }, words::TOTAL_BAND[2])}
                    </p>
                    <p class="small">
                        {words::TOTAL_USED[0]}
                        {followed(view! { <Amount quantity=Quantity::ReferenceCostCurrent(Scope::Total, base) shown=whole/> }, words::TOTAL_USED[1])}
                        {followed(view! { <Amount quantity=Quantity::AdministrationShare()/> }, words::TOTAL_USED[2])}
                    </p>
                </section>
                <section>
                    <h3>{words::DOCUMENTED}</h3>
                    <Sum
                        terms=[
                            Quantity::DocumentedAmount(Reform::VacancyReform),
                            Quantity::DocumentedAmount(Reform::NegligenceClause),
                            Quantity::DocumentedSaving(),
                        ]
                        names=words::DOCUMENTED_TERMS
                    />
                    {dynamic(move || has_requirement.get().then(|| view! {
                        <p>
                            {words::DOCUMENTED_SHARE[0]}
                            {followed(view! { <Amount quantity=Quantity::DocumentedShare()/> }, words::DOCUMENTED_SHARE[1])}
                            {followed(view! { <Amount quantity=Quantity::Requirement(Scope::Total, plan)/> }, words::DOCUMENTED_SHARE[2])}
                        </p>
                    }))}
                    <p class="small">{words::DOCUMENTED_NOTE}</p>
                </section>
                <section>
                    <h3>{words::prices(base, plan)}</h3>
                    <p>
                        {cost_of}
                        {followed(view! { <Amount quantity=Quantity::ReferenceCostCurrent(Scope::Total, base) shown=whole/> }, same_as)}
                        {followed(view! { <Amount quantity=Quantity::ReferenceCost(Scope::Total, base) shown=whole/> }, in_plan)}
                    </p>
                    <p class="small">{words::prices_note(base)}</p>
                </section>
                <section>
                    <h3>{words::UNKNOWN}</h3>
                    <ul>
                        <li>
                            {included}
                            {followed(view! { <Amount quantity=Quantity::DocumentedAmount(Reform::VacancyReform) shown=Shown::Tkr/> }, in_base)}
                            " "
                            <a href=Route::Housing.href()>{words::UNKNOWN_BASE_YEAR_LINK}</a>"."
                        </li>
                        {fragment(words::unknown_others(pack).map(|question| view! { <li>{question}</li> }))}
                    </ul>
                </section>
            </div>
        </section>
    }
}

/// Renders two numbers and their result, each with its name below.
#[component]
fn Sum(
    terms: [Quantity; 3],
    names: [&'static str; 3],
    /// The sign between the first two.
    #[prop(default = "+")]
    sign: &'static str,
    /// The format of the result.
    #[prop(optional)]
    result: Shown,
) -> impl IntoView {
    // The sign goes with the term after it, so that a line never ends in one.
    let term = |sign: Option<&'static str>, place: usize, shown: Shown| {
        let (quantity, name) = (terms[place], names[place]);
        // A share keeps its unit; the amounts have theirs in the last name.
        let bare = quantity != Quantity::StatedShare();
        view! {
            <span class="term">
                {sign.map(|sign| view! { <span class="sign">{sign}" "</span> })}
                <span class="named">
                    <b><Amount quantity shown bare/></b>
                    <span class="small">{name}</span>
                </span>
            </span>
        }
    };
    view! {
        <p class="equation">
            {term(None, 0, Shown::Plain)}
            {term(Some(sign), 1, Shown::Plain)}
            {term(Some("="), 2, result)}
        </p>
    }
}
