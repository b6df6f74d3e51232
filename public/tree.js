// Keeps the app's DOM nodes as the app left them. `cargo xtask build` inserts this into
// wasm-bindgen's script, and routes each of the app's calls that changes the tree, or reads a
// parent, through it.
//
// A translator, a grammar checker or another extension wraps, replaces, splits and removes text
// nodes. The app keeps references to its nodes and would write to detached ones. So the app's
// changes are recorded: each node's parent, neighbours and text. Before a call is made, the node's
// surroundings are compared with the record and, where something else has changed them, restored. A
// translator observes the change and translates again.
//
// Late changes, such as a translation of a text that has changed meanwhile, meet no call: where
// digits appear that are not the app's, the text is restored and marked `translate="no"`, and where
// that does not help, the page says so.
//
// It also has the page's one policy of trusted types (`trusted-types` in xtask/node/policy.mjs): no other
// text becomes markup, or the address of a worker.
const balansTree = (() => {
  // Script, frames and style sheets, handlers and addresses of script, none of which the app has. A quotation mark opens a
  // value only after `=`. What pictures and links may fetch is the other directives' matter.
  const UNSAFE =
    /<(script|iframe|object|embed|base|link|meta|style)\b|<\w([^>=]|=\s*("[^"]*"|'[^']*'|(?!["'\s])(?=([^\s>]*))\4))*?(\bon\w+\s*=|=\s*["']?\s*javascript:)/i;
  const checked = (text, isSafe) => {
    if (!isSafe) throw new TypeError("unsafe");
    return text;
  };
  // Browsers without trusted types need none; public/answers.js and public/offline.js ask for addresses.
  const policy = (globalThis.balansPolicy = globalThis.trustedTypes?.createPolicy("balans", {
    createHTML: (markup) => checked(markup, !UNSAFE.test(markup)),
    createScriptURL: (address) => checked(address, new URL(address, location).origin === origin),
  }));
  const trusted = (markup) => policy?.createHTML(markup) ?? markup;
  const [UP, FIRST, LAST, NEXT, BACK, TEXT, MARKUP] = Array.from({ length: 7 }, () => Symbol());
  /** Milliseconds from a foreign change until its digits are compared. */
  const SETTLE = 300;
  const INLINE = /^(a|abbr|b|button|em|i|kbd|label|small|span|strong|sub|sup)$/i;

  /** The nearest block element around a text: a translator moves words within it. */
  const block = (element) => {
    while (INLINE.test(element.nodeName) && element[UP]) element = element[UP];
    return element;
  };

  /** Whether a node is where the app put it, between the neighbours that the app gave it. */
  const kept = (node) =>
    !node[UP] || (node.parentNode === node[UP] && node.nextSibling === node[NEXT] && node.previousSibling === node[BACK]);

  /** Restores an element's content as the app made it, recursively. */
  const restore = (element) => {
    let at = element.firstChild;
    const drop = () => {
      const next = at.nextSibling;
      at.remove();
      at = next;
    };
    for (let own = element[FIRST]; own; own = own[NEXT]) {
      while (at && at[UP] !== element) drop();
      if (at === own) at = at.nextSibling;
      else element.insertBefore(own, at);
      if (own[TEXT] !== undefined && own.nodeValue !== own[TEXT]) own.nodeValue = own[TEXT];
      if (own[FIRST]) restore(own);
    }
    while (at) drop();
  };

  const mend = (node) => {
    let place = kept(node) ? null : node[UP];
    if (!node.isConnected) {
      for (let above = node[UP]; above; above = above[UP]) if (!kept(above)) place = above[UP];
    }
    if (place) restore(block(place));
  };

  const unlink = (node) => {
    const [up, next, back] = [node[UP], node[NEXT], node[BACK]];
    if (!up) return;
    if (back) back[NEXT] = next;
    else up[FIRST] = next;
    if (next) next[BACK] = back;
    else up[LAST] = back;
    node[UP] = node[NEXT] = node[BACK] = null;
  };

  // The digits of a text in any script, sorted: another language may have another order.
  const digit = (letter) => {
    let value = 0;
    while (/\p{Nd}/u.test(String.fromCodePoint(letter.codePointAt() - value - 1))) value += 1;
    return value % 10;
  };
  const digits = (texts) => Array.from(texts.join("").match(/\p{Nd}/gu) ?? [], digit).sort().join("");
  const made = (element, texts = []) => {
    for (let own = element[FIRST]; own; own = own[NEXT]) {
      if (own[TEXT] !== undefined) texts.push(own[TEXT]);
      else made(own, texts);
    }
    return texts;
  };
  const shown = (element, texts = []) => {
    for (const node of element.childNodes) {
      if (node.nodeType === 3) texts.push(node.nodeValue);
      // Content that the app wrote as markup is not recorded.
      else if (!node[UP] || node[FIRST]) shown(node, texts);
    }
    return texts;
  };

  const changed = new Set();
  const left = new WeakSet();
  const compare = () => {
    for (const element of changed) {
      if (!element.isConnected || digits(made(element)) === digits(shown(element))) continue;
      if (left.has(element)) say();
      left.add(element);
      element.translate = false;
      restore(element);
    }
    changed.clear();
  };
  new MutationObserver((records) => {
    const before = changed.size;
    for (const { target, addedNodes } of records) {
      let own = target;
      while (own && !own[UP] && !own[FIRST]) own = own.parentNode;
      const foreign =
        own === target
          ? own[TEXT] === undefined
            ? own[FIRST] && Array.from(addedNodes).some((node) => node[UP] !== own && node.parentNode === own)
            : own.nodeValue !== own[TEXT]
          : own?.[FIRST];
      if (foreign) changed.add(block(own[TEXT] === undefined ? own : own[UP]));
    }
    if (changed.size && !before) setTimeout(compare, SETTLE);
  }).observe(document.body, { childList: true, characterData: true, subtree: true });

  let said = false;
  const say = () => {
    if (said) return;
    said = true;
    const line = document.createElement("p");
    line.className = "altered";
    line.setAttribute("role", "alert");
    line.textContent =
      "Ett översättningsprogram eller ett tillägg i webbläsaren har ändrat sidans text, och siffror på den kan vara fel. ";
    const button = document.createElement("button");
    button.className = "button";
    button.textContent = "Ladda om sidan";
    button.onclick = () => location.reload();
    line.append(button);
    document.body.append(line);
  };

  return {
    insert(parent, node, before) {
      before ??= null;
      if (node[UP]) mend(node);
      const next = before ?? parent[LAST];
      if (next) mend(next);
      try {
        parent.insertBefore(node, before);
      } catch (cause) {
        say();
        throw cause;
      }
      unlink(node);
      // Inside markup that the app wrote, nothing is recorded.
      if (parent[MARKUP] || (before && before[UP] !== parent)) return node;
      const back = (before ? before[BACK] : parent[LAST]) ?? null;
      node[UP] = parent;
      node[NEXT] = before;
      node[BACK] = back;
      if (back) back[NEXT] = node;
      else parent[FIRST] = node;
      if (before) before[BACK] = node;
      else parent[LAST] = node;
      if (node.nodeType === 3) node[TEXT] = node.nodeValue;
      return node;
    },
    remove(node) {
      mend(node);
      node.remove();
      unlink(node);
    },
    text(node, value) {
      mend(node);
      node.nodeValue = value;
      if (node[TEXT] !== undefined) node[TEXT] = value;
    },
    html(element, markup) {
      mend(element);
      while (element[FIRST]) unlink(element[FIRST]);
      element[MARKUP] = markup !== "";
      element.innerHTML = trusted(markup);
    },
    outer(element, markup) {
      element.outerHTML = trusted(markup);
    },
    parent(node) {
      mend(node);
      return node.parentNode;
    },
  };
})();
