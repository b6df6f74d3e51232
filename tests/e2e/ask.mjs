// Questions of crates/answers for tests: put to the script that the page's client calls, and to the native program.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { inputs } from "../../xtask/node/pack.mjs";

const LEVERS = [
  "occupancy.lss.change",
  "housing_upgrade.lss.change",
  "caseload.change",
  "automation.share",
  "extra_care_housing.persons",
  "indexation.withheld_care",
  "commissioning.share_care",
  "retained_cost_liability.net_persons",
  "discharge.external_days",
  "own_lss_places.places",
  "welfare_technology.users",
  "reablement.hours_reduction",
  "shared_administration.digital",
  "co_location.rent_new",
  "e_services.cases",
];

/** Makes a limit for a lever of each of some measures, halfway to its greatest value. */
export function limits(count) {
  assert.ok(count <= LEVERS.length);
  const ranges = new Map(inputs().map(({ id, max }) => [id, max]));
  return Object.fromEntries(LEVERS.slice(0, count).map((id) => [id, ranges.get(id) / 2]));
}

export const QUESTION = { inputs: { "requirement.care": 12, "indexation.withheld_care": 1.1 }, seek: true, shapley: true, limits: limits(6), documents: {} };
/** A question that takes several slices. */
export const LONG = { limits: limits(15) };

/** Returns the native program's answers as text. */
export function native(questions) {
  const example = ["run", "--quiet", "--locked", "-p", "balans-answers", "--example", "work"];
  const said = execFileSync(process.env.CARGO ?? "cargo", example, {
    cwd: new URL("../../", import.meta.url),
    input: questions.map((one) => `${JSON.stringify(one)}\n`).join(""),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  return said.trim().split("\n");
}

/** Asks in the page; returns the answer's text, the shares told on the way, and where it was worked out: `worker` or `page`. */
export const ask = (page, question) =>
  page.evaluate(async (question) => {
    await globalThis.balansImport(document.getElementById("app-answers").content);
    const shares = [];
    const [kind, said] = await new Promise((resolve) => {
      // The last question alone is answered: the page's own waits meanwhile.
      const page = { ...balansAnswers };
      let waiting = () => {};
      balansAnswers.ask = (...own) => void (waiting = () => page.ask(...own));
      balansAnswers.cancel = () => void (waiting = () => {});
      page.ask(JSON.stringify(question), (kind, said) => {
        if (kind === "progress") return shares.push(said);
        Object.assign(balansAnswers, page);
        waiting();
        resolve([kind, said]);
      });
    });
    return { kind, said, shares, by: document.documentElement.dataset.answers };
  }, question);
