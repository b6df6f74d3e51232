// The accessibility statement of a published site: what the Swedish act (2018:1937) on the accessibility of digital public
// services, and MDFFS 2019:2, require of a public body. The host writes it in a JSON file, `cargo xtask build --site FILE`
// puts it into the site, and the page shows it (src/ui/lazy/views/statement.rs). docs/publicera.md explains the keys.
//
// statement.mjs <FILE | address>: prints what is wrong with the file, or with the address; exits with 1 where something is.
import { readFileSync } from "node:fs";

/** The `<meta>` that holds the address of the published file, and the beginning of the file's name. */
export const STATEMENT = "app-statement";
export const FILE = "redogorelse";
/** Where a person reports a body that doesn't meet the act: the supervisory authority's form. */
export const DIGG = "https://www.digg.se/tdosanmalan";
/** Largest file, in bytes. */
const MOST_BYTES = 64 * 1024;
/** Longest text, in characters. */
const LONGEST = 2000;
/** Age of an assessment, in days, after which it must be made again. */
const REVIEW = 366;

const isText = (value) => typeof value === "string";

export const isAddress = (word) => /^[a-z][a-z\d+.-]*:\/\//i.test(word);

/** Today's date in Sweden, `YYYY-MM-DD`. */
export const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm" }).format(new Date());

/** Returns what is wrong with a published address; `undefined` where nothing is. */
export function addressFault(word) {
  const url = isText(word) && URL.canParse(word) ? new URL(word) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return `${JSON.stringify(word)} is no web address: write it whole, such as https://example.se/balans/`;
  if (url.username || url.password) return `${JSON.stringify(word)} has a user's name in it`;
  if (url.search || url.hash) return `${JSON.stringify(word)} must end with the folder, without ? and #`;
  return undefined;
}

const text = (value) => {
  if (!isText(value) || value.trim() === "") return "must be a text that is not empty";
  if (value.length > LONGEST) return `is longer than ${LONGEST} characters`;
  if (/[\p{Cc}\p{Cf}]/u.test(value.replace(/\u00ad/g, ""))) return "has a line break or another control character";
  return undefined;
};
const date = (value) => {
  const [, year, month, day] = (isText(value) && value.match(/^(\d{4})-(\d{2})-(\d{2})$/)) || [];
  const made = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (!year || Number.isNaN(made.getTime()) || made.toISOString().slice(0, 10) !== value) return `${JSON.stringify(value)} is no date: write it as 2026-11-30`;
  return undefined;
};
const past = (value, now) => date(value) ?? (value > now ? `${value} has not been yet` : undefined);
const link = (value) => {
  const url = isText(value) && URL.canParse(value) ? new URL(value) : undefined;
  return url?.protocol === "https:" && !url.username ? undefined : `${JSON.stringify(value)} is no link: it must begin with https://`;
};
const mail = (value) => (isText(value) && /^[^\s@<>"?&#]+@[^\s@<>"?&#]+\.[^\s@<>"?&#.]+$/.test(value) ? undefined : `${JSON.stringify(value)} is no e-mail address`);
const phone = (value) => (isText(value) && /^\+?[\d(][\d ()\-\u00a0]{4,24}$/.test(value) ? undefined : `${JSON.stringify(value)} is no telephone number: digits, spaces, hyphens and brackets`);
const oneOf = (...words) => (value) => (words.includes(value) ? undefined : `${JSON.stringify(value)} is none of ${words.join(", ")}`);

/** The keys of the file: how each is checked, and whether it may be left out. */
const KEYS = {
  adress: { check: (value) => addressFault(value) },
  aktor: { check: text },
  forenlighet: { check: oneOf("helt", "delvis", "inte") },
  brister: { check: (value) => (Array.isArray(value) ? undefined : "must be a list, [] where nothing is known") },
  bedomd: { check: past },
  uppdaterad: { check: past },
  metod: { check: oneOf("sjalvskattning", "extern") },
  provat: { check: text },
  kontakt: { check: (value) => (isObject(value) ? undefined : "must be an object with epost, telefon or lank") },
  tillsyn: { check: link, optional: true },
};
const SHORTCOMING = {
  vad: { check: text },
  skal: { check: oneOf("bristande", "oskaligt", "omfattas-inte") },
  varfor: { check: text },
  klart: { check: date, optional: true },
};
const CONTACT = {
  epost: { check: mail, optional: true },
  telefon: { check: phone, optional: true },
  lank: { check: link, optional: true },
};

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Checks an object against its keys; calls `fault` with the key's name and what is wrong. */
function checkKeys(object, keys, within, now, fault) {
  const named = (key) => (within ? `${within}.${key}` : key);
  for (const key of Object.keys(object)) {
    if (!Object.hasOwn(keys, key)) fault(`${named(key)}: there is no such key; there is ${Object.keys(keys).join(", ")}`);
  }
  for (const [key, { check, optional }] of Object.entries(keys)) {
    if (!Object.hasOwn(object, key)) {
      if (!optional) fault(`${named(key)}: is missing`);
      continue;
    }
    const wrong = check(object[key], now);
    if (wrong) fault(`${named(key)}: ${wrong}`);
  }
}

/**
 * Reads a statement's file: `{ statement, faults }`, where `statement` is undefined if there are faults. `now` is the day
 * that no date may be later than.
 */
export function readStatement(bytes, now = today()) {
  const faults = [];
  const fault = (what) => faults.push(what);
  if (bytes.length > MOST_BYTES) return { faults: [`the file has ${bytes.length} bytes, and may have ${MOST_BYTES}`] };
  let object;
  try {
    object = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    return { faults: [`the file is not JSON in UTF-8: ${cause.message}`] };
  }
  if (!isObject(object)) return { faults: ["the file must hold one object, { … }"] };

  checkKeys(object, KEYS, "", now, fault);
  const shortcomings = Array.isArray(object.brister) ? object.brister : [];
  shortcomings.forEach((one, at) => {
    const within = `brister[${at}]`;
    if (isObject(one)) checkKeys(one, SHORTCOMING, within, now, fault);
    else fault(`${within}: must be an object with vad, skal and varfor`);
  });
  if (isObject(object.kontakt)) {
    checkKeys(object.kontakt, CONTACT, "kontakt", now, fault);
    if (!Object.keys(CONTACT).some((key) => Object.hasOwn(object.kontakt, key))) fault("kontakt: needs one of epost, telefon and lank");
  }

  if (faults.length) return { faults };
  // What the wording says, the list must bear out.
  const failing = shortcomings.filter((one) => ["bristande", "oskaligt"].includes(one?.skal)).length;
  if (object.forenlighet === "helt" && failing > 0) fault("forenlighet: helt, but brister has content that does not conform");
  if (["delvis", "inte"].includes(object.forenlighet) && failing === 0) fault(`forenlighet: ${object.forenlighet}, but brister names nothing that does not conform`);
  if (object.uppdaterad < object.bedomd) fault("uppdaterad: is before bedomd");
  if (faults.length) return { faults };
  return { statement: { ...object, tillsyn: object.tillsyn ?? DIGG }, faults };
}

/** Lists what has grown old in a statement: an assessment of more than a year ago, a promise whose day has passed. */
export function outOfDate(statement, now = today()) {
  const old = [];
  const days = (Date.parse(now) - Date.parse(statement.bedomd)) / 86_400_000;
  if (days > REVIEW) old.push(`bedomd: ${statement.bedomd} is more than a year ago; assess the site again`);
  statement.brister.forEach(({ klart }, at) => {
    if (klart && klart < now) old.push(`brister[${at}].klart: ${klart} has passed; say what became of it`);
  });
  return old;
}

/** Reads what `--site` was given: `{ site, statement }`, or throws what is wrong. */
export function readSite(word) {
  if (isAddress(word)) {
    const wrong = addressFault(word);
    if (wrong) throw new Error(`--site: ${wrong}`);
    return { site: word };
  }
  let bytes;
  try {
    bytes = readFileSync(word);
  } catch (cause) {
    throw new Error(`--site: cannot read ${word}: ${cause.message}`);
  }
  const { statement, faults } = readStatement(bytes);
  if (!statement) throw new Error(`--site: ${word} cannot be used:\n${faults.map((one) => `  ${one}`).join("\n")}`);
  return { site: statement.adress, statement };
}

if (process.argv[1]?.endsWith("statement.mjs")) {
  try {
    const { statement } = readSite(process.argv[2]);
    if (statement) for (const one of outOfDate(statement)) console.log(`remark  ${one}`);
  } catch (cause) {
    console.error(cause.message);
    process.exitCode = 1;
  }
}
