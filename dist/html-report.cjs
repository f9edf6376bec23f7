"use strict";
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// src/check/html-report/html-report.ts
var html_report_exports = {};
__export(html_report_exports, {
  htmlReport: () => htmlReport
});
module.exports = __toCommonJS(html_report_exports);

// src/krm/result-wire.ts
function compareResults(a, b) {
  return rank(a) - rank(b) || order(a.place?.file ?? "", b.place?.file ?? "") || (a.place?.index ?? 0) - (b.place?.index ?? 0) || (a.place?.position?.line ?? 0) - (b.place?.position?.line ?? 0) || (a.place?.position?.column ?? 0) - (b.place?.position?.column ?? 0) || order(a.place?.resource?.name ?? "", b.place?.resource?.name ?? "") || order(a.place?.field ?? "", b.place?.field ?? "") || order(a.message, b.message);
}
function rank(result) {
  return result.severity === "error" ? 0 : result.severity === "warning" ? 1 : 2;
}
function order(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/check/report/report.ts
function severityOf(finding) {
  return finding.severity ?? "info";
}
function countBySeverity(findings) {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const finding of findings) counts[severityOf(finding)]++;
  return counts;
}
function describeCounts(counts) {
  const parts = [
    ...counts.error > 0 ? [counted(counts.error, "error")] : [],
    ...counts.warning > 0 ? [counted(counts.warning, "warning")] : [],
    ...counts.info > 0 ? [`${counts.info} info`] : []
  ];
  return parts.length === 0 ? "no findings" : parts.join(", ");
}
function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
function byFile(findings) {
  const groups = /* @__PURE__ */ new Map();
  for (const finding of findings) {
    const file = finding.place?.file ?? "";
    const group = groups.get(file);
    if (group === void 0) groups.set(file, [finding]);
    else group.push(finding);
  }
  for (const group of groups.values()) group.sort((a, b) => comparePlaces(a.place?.position, b.place?.position) || compareResults(a, b));
  return new Map([...groups].toSorted(([a], [b]) => a < b ? -1 : 1));
}
function comparePlaces(a, b) {
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}
function titleOf(finding, rules) {
  return finding.code === void 0 ? void 0 : rules.get(finding.code)?.title ?? finding.code;
}

// src/fleet/cluster-resource-set/sha256.ts
var ROUND = new Int32Array([
  1116352408,
  1899447441,
  3049323471,
  3921009573,
  961987163,
  1508970993,
  2453635748,
  2870763221,
  3624381080,
  310598401,
  607225278,
  1426881987,
  1925078388,
  2162078206,
  2614888103,
  3248222580,
  3835390401,
  4022224774,
  264347078,
  604807628,
  770255983,
  1249150122,
  1555081692,
  1996064986,
  2554220882,
  2821834349,
  2952996808,
  3210313671,
  3336571891,
  3584528711,
  113926993,
  338241895,
  666307205,
  773529912,
  1294757372,
  1396182291,
  1695183700,
  1986661051,
  2177026350,
  2456956037,
  2730485921,
  2820302411,
  3259730800,
  3345764771,
  3516065817,
  3600352804,
  4094571909,
  275423344,
  430227734,
  506948616,
  659060556,
  883997877,
  958139571,
  1322822218,
  1537002063,
  1747873779,
  1955562222,
  2024104815,
  2227730452,
  2361852424,
  2428436474,
  2756734187,
  3204031479,
  3329325298
]);
var START = [1779033703, 3144134277, 1013904242, 2773480762, 1359893119, 2600822924, 528734635, 1541459225];
function sha256(bytes) {
  const state = new Int32Array(START);
  const schedule = new Int32Array(64);
  const whole = bytes.length - bytes.length % 64;
  for (let at = 0; at < whole; at += 64) addBlock(state, schedule, bytes, at);
  const tail = paddedTail(bytes.subarray(whole), bytes.length);
  for (let at = 0; at < tail.length; at += 64) addBlock(state, schedule, tail, at);
  return [...state].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}
function paddedTail(rest, length) {
  const padded = new Uint8Array(rest.length < 56 ? 64 : 128);
  padded.set(rest);
  padded[rest.length] = 128;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(length / 536870912));
  view.setUint32(padded.length - 4, length << 3 >>> 0);
  return padded;
}
function addBlock(state, w, bytes, at) {
  for (let t = 0, i = at; t < 16; t++, i += 4) w[t] = bytes[i] << 24 | bytes[i + 1] << 16 | bytes[i + 2] << 8 | bytes[i + 3];
  for (let t = 16; t < 64; t++) {
    const x = w[t - 15];
    const y = w[t - 2];
    const s0 = (x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3;
    const s1 = (y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10;
    w[t] = w[t - 16] + s0 + w[t - 7] + s1 | 0;
  }
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let t = 0; t < 64; t++) {
    const s1 = (e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7);
    const t1 = h + s1 + (e & f ^ ~e & g) + ROUND[t] + w[t] | 0;
    const s0 = (a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10);
    const t2 = s0 + (a & b ^ a & c ^ b & c) | 0;
    h = g;
    g = f;
    f = e;
    e = d + t1 | 0;
    d = c;
    c = b;
    b = a;
    a = t1 + t2 | 0;
  }
  state[0] = state[0] + a;
  state[1] = state[1] + b;
  state[2] = state[2] + c;
  state[3] = state[3] + d;
  state[4] = state[4] + e;
  state[5] = state[5] + f;
  state[6] = state[6] + g;
  state[7] = state[7] + h;
}

// src/check/html-report/content.ts
var SIGNS = { error: "\u2715", warning: "!", info: "i", good: "\u2713", none: "\u2013" };

// src/krm/credential.ts
var CREDENTIAL_WORDS = "passw|passphrase|token|secret|credential|kubeconfig|api[-_]?key|private[-_]?key";
var CREDENTIAL = new RegExp(CREDENTIAL_WORDS, "i");

// src/krm/printable.ts
var UNPRINTABLE = /(?![\ufe00-\ufe0f])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
var KEPT = { "one line": "", tabs: "	", "lines and tabs": "\n	" };
function printable(text, layout = "one line") {
  return text.replace(UNPRINTABLE, (character) => KEPT[layout].includes(character) ? character : escaped(character));
}
function escaped(character) {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

// src/check/report/region.ts
var last;
function linesOf(text) {
  if (last?.text !== text) last = { text, lines: text.split("\n").map((line) => line.endsWith("\r") ? line.slice(0, -1) : line) };
  return last.lines;
}
function regionOf({ position, end }, lines2) {
  if (position === void 0) return void 0;
  const line = lines2?.[position.line - 1];
  if (end !== void 0 && (end.line > position.line || end.column > position.column)) return { start: position, end: withinText(end, lines2) };
  const length = line === void 0 ? 1 : wordLength(line.slice(position.column - 1));
  return { start: position, end: { line: position.line, column: position.column + Math.max(1, length) } };
}
function withinText(end, lines2) {
  if (end.column > 1 || lines2 === void 0) return end;
  for (let line = end.line - 1; line > 0; line--) {
    const text = lines2[line - 1]?.trimEnd() ?? "";
    if (text !== "") return { line, column: text.length + 1 };
  }
  return end;
}
var WORD = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|#.*|[^\s:#][^:#]*?(?=:(?:\s|$)|\s+#|\s*$)|\S+)/;
function wordLength(rest) {
  return WORD.exec(rest.slice(0, MOST_LOOKED_AT))?.[0].length ?? 1;
}
var MOST_LOOKED_AT = 400;

// src/check/report/code-frame.ts
var WIDTH = 110;
var HOLDS_SECRET = /\bkind["']?[ \t]*:[ \t]*["']?Secret\b/;
var CREDENTIAL2 = new RegExp(String.raw`^([\s\-{,"']*[\w./-]*(?:${CREDENTIAL_WORDS})[\w./-]*["']?[ \t]*:[ \t]*)\S.*$`, "i");
var NAMES_CREDENTIAL = new RegExp(String.raw`^[\s\-{]*["']?name["']?[ \t]*:.*(?:${CREDENTIAL_WORDS})`, "i");
var VALUE = /^([\s\-{]*["']?value["']?[ \t]*:[ \t]*)\S.*$/;
var FLOW_VALUE = /([{,][ \t]*["']?value["']?[ \t]*:[ \t]*)[^,}]+/g;
var FLOW_CREDENTIAL = new RegExp(String.raw`([{,][ \t]*["']?[\w./-]*(?:${CREDENTIAL_WORDS})[\w./-]*["']?[ \t]*:[ \t]*)[^,}]+`, "gi");
var URL_PASSWORD = /(:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g;
function openLine(lines2, index) {
  const line = lines2[index] ?? "";
  const hidden = line.replace(CREDENTIAL2, "$1\u2026").replaceAll(FLOW_CREDENTIAL, "$1\u2026").replaceAll(URL_PASSWORD, "$1\u2026");
  if (NAMES_CREDENTIAL.test(lines2[index - 1] ?? "")) return hidden.replace(VALUE, "$1\u2026");
  return NAMES_CREDENTIAL.test(line) ? hidden.replaceAll(FLOW_VALUE, "$1\u2026") : hidden;
}
function codeFrame(place, text) {
  if (text === void 0 || place.position === void 0 || holdsSecret(text)) return [];
  const lines2 = linesOf(text);
  const region = regionOf(place, lines2);
  const line = lines2[place.position.line - 1];
  if (region === void 0 || line === void 0) return [];
  const { start, end } = region;
  const from = start.column > WIDTH - 20 ? start.column - 40 : 0;
  const cut = (line2) => shown(line2, from).trimEnd();
  const before = cut(openLine(lines2, start.line - 2));
  const gutter = String(start.line).length;
  const length = (end.line > start.line ? line.trimEnd().length + 1 : end.column) - start.column;
  const row = cut(openLine(lines2, start.line - 1));
  const pad = shown(line.slice(0, start.column - 1), from).replaceAll(/[^\t]/g, " ");
  return [
    ...before === "" || start.line < 2 ? [] : [`${String(start.line - 1).padStart(gutter)} | ${before}`],
    `${start.line} | ${row}`,
    `${" ".repeat(gutter)} | ${pad}${"^".repeat(Math.max(1, Math.min(length, row.length - pad.length)))}`
  ];
}
var last2;
function holdsSecret(text) {
  if (last2?.text !== text) last2 = { text, secret: HOLDS_SECRET.test(text) };
  return last2.secret;
}
function shown(line, from) {
  const part = line.slice(from, from + WIDTH);
  return printable(`${from > 0 ? "\u2026" : ""}${part}${line.length > from + WIDTH ? "\u2026" : ""}`, "tabs");
}

// src/check/report/fingerprint.ts
function fingerprintsOf(findings) {
  const seen = /* @__PURE__ */ new Map();
  return findings.map((finding) => {
    const identity = identityOf(finding);
    const count = seen.get(identity) ?? 0;
    seen.set(identity, count + 1);
    return digest(count === 0 ? identity : `${identity}
${count}`);
  });
}
function identityOf({ code, message, place }) {
  const object = place?.resource;
  const name = object === void 0 ? "" : [object.apiVersion, object.kind, object.namespace, object.name].join("/");
  return [code ?? "", place?.file ?? "", name, place?.field ?? "", message.replaceAll(/:\d+(?::\d+)?\b/g, "").replaceAll(/\blines? \d+/g, "line")].join("\n");
}
function digest(text) {
  return sha256(new TextEncoder().encode(text)).slice(0, 32);
}

// src/krm/block-scalar.ts
var LF = 10;
var SPACE = 32;
var NOT_LITERAL = / (?:\n|$)|^\t|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
function literalBlock(value, indent) {
  if (value === "" || NOT_LITERAL.test(value)) return void 0;
  const endsLine = value.endsWith("\n");
  const chomping = endsLine ? value === "\n" || value.endsWith("\n\n") ? "+" : "" : "-";
  const first = value.charCodeAt(0);
  const indicator = first === SPACE || first === LF ? "2" : "";
  const lines2 = endsLine ? value.slice(0, -1) : value;
  const margin = `
${" ".repeat(indent)}`;
  let out = `|${indicator}${chomping}`;
  for (const line of lines2.split("\n")) out += line === "" ? "\n" : margin + line;
  return out;
}

// src/krm/escapes.ts
function escapeAll(s, escapeOf) {
  let out = "";
  let from = 0;
  for (let at = 0; at < s.length; at++) {
    const c = s.charCodeAt(at);
    if (c >= 55296 && c <= 57343) {
      if (c <= 56319 && (s.charCodeAt(at + 1) & 64512) === 56320) {
        at++;
        continue;
      }
      out += `${s.slice(from, at)}\uFFFD`;
      from = at + 1;
      continue;
    }
    const escape = escapeOf(c);
    if (escape === void 0) continue;
    out += s.slice(from, at) + escape;
    from = at + 1;
  }
  return out + s.slice(from);
}
var YAML_SHORT = /* @__PURE__ */ new Map([
  [0, "\\0"],
  [7, "\\a"],
  [8, "\\b"],
  [9, "\\t"],
  [10, "\\n"],
  [11, "\\v"],
  [12, "\\f"],
  [13, "\\r"],
  [27, "\\e"],
  [34, '\\"'],
  [92, "\\\\"],
  [133, "\\N"],
  [8232, "\\L"],
  [8233, "\\P"]
]);
function yamlEscape(c) {
  const short = YAML_SHORT.get(c);
  if (short !== void 0) return short;
  if (c < 32 || c >= 127 && c <= 159) return `\\x${c.toString(16).toUpperCase().padStart(2, "0")}`;
  return c === 65279 || c >= 65534 ? `\\u${c.toString(16).toUpperCase()}` : void 0;
}
var JSON_SHORT = /* @__PURE__ */ new Map([
  [8, "\\b"],
  [9, "\\t"],
  [10, "\\n"],
  [12, "\\f"],
  [13, "\\r"],
  [34, '\\"'],
  [92, "\\\\"]
]);
function jsonEscape(c) {
  const short = JSON_SHORT.get(c);
  if (short !== void 0) return short;
  const isMarkup = c === 60 || c === 62 || c === 38;
  const isControl = c < 32 || c >= 127 && c <= 159;
  const isSpecial = c === 8232 || c === 8233 || c === 65279 || c >= 65534;
  return isMarkup || isControl || isSpecial ? `\\u${c.toString(16).padStart(4, "0")}` : void 0;
}

// src/krm/quoted.ts
function singleQuoted(s) {
  return s.includes("'") ? `'${s.replaceAll("'", "''")}'` : `'${s}'`;
}
var ESCAPED = /["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/;
function doubleQuoted(s) {
  return ESCAPED.test(s) ? `"${escapeAll(s, yamlEscape)}"` : `"${s}"`;
}
var ESCAPED_IN_JSON = /["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff<>&]/;
function jsonQuoted(s) {
  return ESCAPED_IN_JSON.test(s) ? `"${escapeAll(s, jsonEscape)}"` : `"${s}"`;
}

// src/krm/plain-number.ts
var SAFE = BigInt(Number.MAX_SAFE_INTEGER);
var INT64_MAX = 2n ** 63n - 1n;
var UINT64_MAX = 2n ** 64n - 1n;

// src/krm/scalar-value.ts
var WORD2 = 1;
var NUMBER = 2;
var FIRST = new Uint8Array(128);
for (const c of "tTfFnN~yYoO") FIRST[c.charCodeAt(0)] = WORD2;
for (const c of "+-.0123456789") FIRST[c.charCodeAt(0)] = NUMBER;
function readWord(text, schema) {
  switch (text) {
    case "true":
    case "True":
    case "TRUE":
      return true;
    case "false":
    case "False":
    case "FALSE":
      return false;
    case "~":
    case "null":
    case "Null":
    case "NULL":
      return null;
  }
  if (schema === "core" || schema === "kyaml") return text;
  switch (text) {
    case "y":
    case "Y":
    case "yes":
    case "Yes":
    case "YES":
    case "on":
    case "On":
    case "ON":
      return true;
    case "n":
    case "N":
    case "no":
    case "No":
    case "NO":
    case "off":
    case "Off":
    case "OFF":
      return false;
  }
  return text;
}
var NUMBER_LIKE = /^[-+]?(?:0[xX][0-9a-fA-F_]+|0[bB][-+]?[01_]+|0[oO][-+]?[0-7_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|(?:\.[0-9]|[0-9][0-9_]*\.?)[0-9_]*(?:[eE][-+]?[0-9]+)?|\.(?:inf|Inf|INF))$|^\.(?:nan|NaN|NAN)$/;
var DATE_LIKE = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:[.,][0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?)?$/;
function isStringWhenPlain(text) {
  if (text === "") return false;
  const first = text.charCodeAt(0);
  const kind = first < 128 ? FIRST[first] : 0;
  if (kind === NUMBER) {
    return !(NUMBER_LIKE.test(text) || DATE_LIKE.test(text) || text.includes("_") && NUMBER_LIKE.test(text.replaceAll("_", "")));
  }
  if (kind === WORD2) return text.length > 5 || typeof readWord(text, "yaml11") === "string";
  return text !== "=" && text !== "<<";
}

// src/krm/result.ts
function formatPlace(place) {
  if (place?.file === void 0) return "";
  return place.position === void 0 ? place.file : `${place.file}:${place.position.line}:${place.position.column}`;
}

// src/check/html-report/html.ts
var Html = class {
  text;
  constructor(text) {
    this.text = text;
  }
};
function html(strings, ...parts) {
  let text = strings[0];
  for (const [index, part] of parts.entries()) text += textOf(part) + strings[index + 1];
  return new Html(text);
}
function joined(parts, between = "") {
  return new Html(parts.map(({ text }) => text).join(between));
}
function textOf(part) {
  if (part === void 0) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(({ text }) => text).join("");
  return escapeHtml(String(part));
}
var ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
var NONCHARACTER = new RegExp("\\p{Noncharacter_Code_Point}", "gu");
function escapeHtml(text) {
  return printable(text, "tabs").replaceAll(NONCHARACTER, (character) => `\\u{${character.codePointAt(0).toString(16)}}`).replaceAll(/[&<>"']/g, (character) => ENTITIES[character]);
}
function prose(text) {
  return joined(text.split("`").map((piece, index) => index % 2 === 1 ? html`<code>${piece}</code>` : html`${piece}`));
}
function lines(text) {
  return joined(text.split("\n").map((line) => html`${line}`), "\n");
}

// src/check/html-report/section.ts
function sectionOf({ id, title, body }, lead) {
  return html`<section id="${id}" class="part" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>${lead}
${body}
</section>
`;
}
function severityTag(severity) {
  return html`<span class="tag ${severity}"><span class="sign" aria-hidden="true">${SIGNS[severity]}</span>${severity}</span>`;
}
function leftOut(text) {
  return html`<p class="quiet">${text}</p>`;
}

// src/check/html-report/findings.ts
var MOST_FINDINGS = 1e3;
function shownFindings({ findings }) {
  const sorted = findings.toSorted(compareResults);
  const fingerprints = fingerprintsOf(sorted);
  const shown2 = sorted.slice(0, MOST_FINDINGS);
  return { shown: shown2, hidden: sorted.length - shown2.length, anchors: new Map(shown2.map((finding, index) => [finding, `f-${fingerprints[index].slice(0, 16)}`])) };
}
function findingsSection(report, { shown: shown2, hidden, anchors }) {
  if (shown2.length === 0) return void 0;
  const files = [...byFile(shown2)].toSorted(([, a], [, b]) => worst(a) - worst(b)).map(([file, group]) => fileBlock(file, group, report, anchors));
  const more = hidden === 0 ? void 0 : leftOut(`${counted(hidden, "more finding")}, none of them worse, not shown here: -o json and -o sarif have all of them.`);
  return { id: "findings", title: "Findings", count: String(shown2.length + hidden), body: html`${joined(files, "\n")}${more}` };
}
function worst(group) {
  const { error, warning } = countBySeverity(group);
  return error > 0 ? 0 : warning > 0 ? 1 : 2;
}
function fileBlock(file, group, report, anchors) {
  const items = group.map((finding) => findingItem(finding, report, anchors.get(finding)));
  return html`<details class="file" open data-group><summary><span class="path">${file === "" ? "No file in particular" : file}</span>${countTags(group)}</summary>
<ol class="findings">
${joined(items, "\n")}
</ol></details>`;
}
function countTags(group) {
  const counts = countBySeverity(group);
  const tags = ["error", "warning", "info"].filter((severity) => counts[severity] > 0);
  return html`<span class="counts">${tags.map((severity) => html`<span class="tag ${severity}"><span class="sign" aria-hidden="true">${SIGNS[severity]}</span>${spoken(severity, counts[severity])}</span>`)}</span>`;
}
function spoken(severity, count) {
  return severity === "info" ? `${count} info` : counted(count, severity);
}
function findingItem(finding, { source, rules }, anchor) {
  const { place, code, message, fix, related = [] } = finding;
  const severity = severityOf(finding);
  const frame = place === void 0 ? [] : codeFrame(place, place.file === void 0 ? void 0 : source(place.file));
  const rule = code === void 0 ? void 0 : rules.has(code) ? html`<a class="code" href="#rule-${code}" title="${titleOf(finding, rules)}">${code}</a>` : html`<span class="code">${code}</span>`;
  const position = place?.position === void 0 ? void 0 : html`<span class="at">line ${place.position.line}<span class="quiet">:${place.position.column}</span></span>`;
  return html`<li id="${anchor}" class="finding ${severity}" data-row data-severity="${severity}"><div class="head">${severityTag(severity)}${rule}${position}${aboutOf(finding)}</div>
<p class="message">${message}</p>${frameOf(frame)}${related.map(({ message: said, place: at }) => html`<p class="more"><span class="label">see</span> ${at.file === void 0 ? void 0 : html`<span class="path">${formatPlace(at)}</span> `}${said}</p>`)}${fix === void 0 ? void 0 : html`<p class="more"><span class="label">fix</span> ${fix.describe}</p>`}</li>`;
}
function aboutOf({ place }) {
  const { resource, field } = place ?? {};
  const name = resource === void 0 || resource.kind === "Kptfile" ? "" : `${resource.kind} ${resource.namespace === "" ? "" : `${resource.namespace}/`}${resource.name}`;
  const about = [name, field ?? ""].filter((part) => part.trim() !== "").join(" \xB7 ");
  return about === "" ? void 0 : html`<span class="about">${about}</span>`;
}
function frameOf(frame) {
  if (frame.length === 0) return void 0;
  const before = frame.slice(0, -2);
  const [line, marks] = frame.slice(-2);
  return html`<pre class="frame" tabindex="0"><code>${joined(before.map((text) => html`${text}\n`))}<strong>${line}</strong>\n<span class="marks">${marks}</span></code></pre>`;
}
function rulesSection({ rules }, { shown: shown2 }) {
  const used = [...new Set(shown2.flatMap(({ code }) => code ?? []))].toSorted().flatMap((code) => rules.get(code) ?? []);
  if (used.length === 0) return void 0;
  return { id: "rules", title: "Rules", count: String(used.length), body: joined(used.map(ruleBlock), "\n") };
}
function ruleBlock({ code, title, severity, why, fix, bad, good, source }) {
  const example = (label, text) => text === void 0 ? void 0 : html`<figure><figcaption>${label}</figcaption><pre class="frame" tabindex="0"><code>${lines(text)}</code></pre></figure>`;
  const examples = bad === void 0 && good === void 0 ? void 0 : html`<div class="examples">${example("Wrong", bad)}${example("Right", good)}</div>`;
  return html`<article id="rule-${code}" class="rule" data-row><h3><span class="code">${code}</span> ${prose(title)} ${severityTag(severity)}</h3>
<p>${prose(why)}</p><p><span class="label">Fix</span> ${prose(fix)}</p>${examples}${source === void 0 ? void 0 : html`<p class="quiet">Source: ${prose(source)}</p>`}</article>`;
}

// src/krm/names.ts
var FN_GROUP = "fn.krm-fleet.dev";
var FN_API_VERSION = `${FN_GROUP}/v1alpha1`;
var DOMAIN = "krm-fleet.dev";

// src/krm/plain-value.ts
function isScalar(value) {
  return value === null || typeof value !== "object";
}
function isList(value) {
  return Array.isArray(value);
}
function entriesOf(map) {
  return map instanceof Map ? [...map] : Object.entries(map);
}

// src/krm/scalar-style.ts
function writeScalar(value, was, context) {
  if (typeof value !== "string") return writeNonString(value, context);
  if (context.json) return jsonQuoted(value);
  const style = was === void 0 ? "plain" : was.style;
  if (value === "" || style === "double" || style === "folded") return doubleQuoted(value);
  const traits = traitsOf(value);
  if (style === "literal" || (traits & MULTI_LINE) !== 0) {
    const mayBeBlock = !context.flow && !context.key && (style === "literal" || style !== "single" && (traits & ASTRAL) === 0);
    return (mayBeBlock ? literalBlock(value, context.indent) : void 0) ?? doubleQuoted(value);
  }
  if ((traits & UNPRINTABLE2) !== 0) return doubleQuoted(value);
  if (style === "single") return singleQuoted(value);
  if (!isStringWhenPlain(value) && was?.tag !== "!!str") return doubleQuoted(value);
  if ((traits & ASTRAL) !== 0) return doubleQuoted(value);
  return (traits & (context.flow ? NOT_PLAIN_IN_FLOW : NOT_PLAIN)) === 0 ? value : singleQuoted(value);
}
function writeNonString(value, context) {
  const text = typeof value === "number" ? writeNumber(value, context.json) : String(value);
  return context.json && context.key ? `"${text}"` : text;
}
function writeNumber(value, json) {
  if (Number.isSafeInteger(value)) return value === 0 && 1 / value < 0 ? "-0.0" : String(value);
  if (!Number.isFinite(value)) {
    if (json) return "null";
    return Number.isNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf";
  }
  const text = String(value);
  const e = text.indexOf("e");
  if (json || e < 0 && !Number.isInteger(value)) return text;
  if (e < 0) return `${text}.0`;
  return text.includes(".") ? text : `${text.slice(0, e)}.0${text.slice(e)}`;
}
var MULTI_LINE = 1;
var UNPRINTABLE2 = 2;
var ASTRAL = 4;
var NOT_PLAIN = 8;
var NOT_PLAIN_IN_FLOW = 16;
var NEVER_PLAIN = NOT_PLAIN | NOT_PLAIN_IN_FLOW;
var START2 = 1;
var FLOW = 2;
var CONTROL = 4;
var ASCII = new Uint8Array(128);
for (const c of "#,[]{}&*!|>'\"%@`") ASCII[c.charCodeAt(0)] |= START2;
for (const c of ",?[]{}:") ASCII[c.charCodeAt(0)] |= FLOW;
for (let c = 0; c < 128; c++) if (c < 32 || c === 127) ASCII[c] |= CONTROL;
function traitsOf(value) {
  const last3 = value.length - 1;
  let traits = 0;
  if (value.startsWith("---") || value.startsWith("...")) traits |= NEVER_PLAIN;
  for (let at = 0; at <= last3; at++) {
    const c = value.charCodeAt(at);
    if (c >= 128) {
      traits |= traitOfNonAscii(c);
      continue;
    }
    const kind = ASCII[c];
    if (c === 32) {
      if (at === 0 || at === last3) traits |= NEVER_PLAIN;
    } else if (c === 45) {
      if (at === 0 && isBlankAt(value, 1)) traits |= NEVER_PLAIN;
    } else if (c === 35) {
      if (at === 0 || value.charCodeAt(at - 1) === 32) traits |= NEVER_PLAIN;
    } else if (c === 58 || c === 63) {
      traits |= NOT_PLAIN_IN_FLOW;
      if ((c === 58 || at === 0) && isBlankAt(value, at + 1)) traits |= NOT_PLAIN;
    } else if (kind !== 0) {
      if (c === 10) traits |= MULTI_LINE;
      else if ((kind & CONTROL) !== 0) traits |= UNPRINTABLE2;
      if (at === 0 && (kind & START2) !== 0) traits |= NEVER_PLAIN;
      if ((kind & FLOW) !== 0) traits |= NOT_PLAIN_IN_FLOW;
    }
  }
  return traits;
}
function traitOfNonAscii(c) {
  if (c < 160) return UNPRINTABLE2;
  if (c < 55296) return c === 8232 || c === 8233 ? UNPRINTABLE2 : 0;
  if (c <= 57343) return ASTRAL;
  return c === 65279 || c >= 65534 ? UNPRINTABLE2 : 0;
}
function isBlankAt(value, at) {
  return at >= value.length || value.charCodeAt(at) === 32;
}

// src/krm/print.ts
function printJson(value) {
  return `${jsonText(value, "\n")}
`;
}
function jsonText(value, lineStart) {
  if (isScalar(value)) return writeScalar(value, void 0, { flow: true, key: false, json: true, indent: 0 });
  const inner = `${lineStart}  `;
  if (isList(value)) {
    if (value.length === 0) return "[]";
    return `[${inner}${value.map((item) => jsonText(item, inner)).join(`,${inner}`)}${lineStart}]`;
  }
  const entries = entriesOf(value);
  if (entries.length === 0) return "{}";
  const lines2 = entries.map(([key, item]) => `${jsonQuoted(key)}: ${jsonText(item, inner)}`);
  return `{${inner}${lines2.join(`,${inner}`)}${lineStart}}`;
}

// src/check/report/data.ts
var FINDINGS_API_VERSION = `${DOMAIN}/v1alpha1`;
function findingListEntries(report) {
  const findings = report.findings.toSorted(compareResults);
  const fingerprints = fingerprintsOf(findings);
  const { error, warning, info } = countBySeverity(findings);
  return [
    ["tool", { name: report.tool.name, version: report.tool.version }],
    ["summary", { errors: error, warnings: warning, infos: info }],
    ["findings", findings.map((finding, index) => findingOf(finding, fingerprints[index], report))]
  ];
}
function findingOf(finding, fingerprint, report) {
  const { code, message, place, currentValue, proposedValue, related, fix, tags } = finding;
  const map = /* @__PURE__ */ new Map();
  if (code !== void 0) map.set("code", code);
  map.set("severity", severityOf(finding));
  map.set("message", message);
  if (place !== void 0) for (const [key, value] of placeEntries(place, report)) map.set(key, value);
  if (currentValue !== void 0) map.set("currentValue", currentValue);
  if (proposedValue !== void 0) map.set("proposedValue", proposedValue);
  if (related !== void 0) map.set("related", related.map((other) => relatedOf(other, report)));
  if (fix !== void 0) map.set("fix", fixOf(fix));
  if (tags !== void 0) map.set("tags", { ...tags });
  map.set("fingerprint", fingerprint);
  return map;
}
function placeEntries(place, { source }) {
  const { file, resource, field } = place;
  const text = file === void 0 ? void 0 : source(file);
  const region = regionOf(place, text === void 0 ? void 0 : linesOf(text));
  return [
    ...file === void 0 ? [] : [["file", file]],
    ...region === void 0 ? [] : [["start", { ...region.start }], ["end", { ...region.end }]],
    ...resource === void 0 ? [] : [["resource", new Map(Object.entries(resource).filter(([, value]) => value !== ""))]],
    ...field === void 0 ? [] : [["field", field]]
  ];
}
function relatedOf({ message, place }, report) {
  return new Map([["message", message], ...placeEntries(place, report)]);
}
function fixOf({ describe, edits, rename }) {
  return { describe, edits: edits.map(({ file, start, end, text }) => ({ file, start: { ...start }, end: { ...end }, text })), ...rename !== void 0 && { rename: { ...rename } } };
}

// src/check/html-report/report-data.ts
function reportData({ title, subject, report, fleet, changes }, { shown: shown2, hidden }) {
  const found = JSON.parse(printJson(new Map(findingListEntries({ ...report, findings: shown2 }))));
  const packages = fleet?.packages.map(({ findings, ...each }) => ({ ...each, findings: findings.length }));
  const { plan: _, ...rest } = fleet ?? {};
  const data = {
    apiVersion: `${DOMAIN}/v1alpha1`,
    kind: "FleetReport",
    title,
    ...subject !== "" && { subject },
    ...found,
    ...hidden > 0 && { findingsLeftOut: hidden },
    ...fleet !== void 0 && { ...rest, packages },
    ...changes !== void 0 && { changes: { base: changes.base, ...changes.diff, notCompared: Object.fromEntries(changes.notCompared) } }
  };
  return JSON.stringify(data).replaceAll(UNSAFE, (character) => character.split("").map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""));
}
var UNSAFE = /[<>&\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

// src/check/html-report/script.ts
var SCRIPT = `
'use strict';
(function () {
  var filter = document.getElementById('filter');
  if (!filter) return;
  var box = filter.querySelector('input[type=search]');
  var said = filter.querySelector('output');
  var checks = filter.querySelectorAll('input[type=checkbox]');
  var rows = Array.prototype.slice.call(document.querySelectorAll('[data-row]'));
  var groups = document.querySelectorAll('[data-group]');
  var texts = new Map();
  function textOf(row) {
    var text = texts.get(row);
    if (text === undefined) {
      var group = row.closest('[data-group]');
      var head = group ? group.querySelector('summary') : null;
      texts.set(row, (text = ((head ? head.textContent : '') + ' ' + row.textContent).toLowerCase()));
    }
    return text;
  }
  function apply() {
    var words = box.value.toLowerCase().split(/\\s+/).filter(Boolean);
    var off = {};
    checks.forEach(function (check) { if (!check.checked) off[check.value] = true; });
    var shown = 0;
    rows.forEach(function (row) {
      var text = words.length ? textOf(row) : '';
      row.hidden = off[row.dataset.severity] === true || !words.every(function (word) { return text.includes(word); });
      if (!row.hidden) shown++;
    });
    groups.forEach(function (group) { group.hidden = !group.querySelector('[data-row]:not([hidden])'); });
    var all = !words.length && !Object.keys(off).length;
    said.textContent = all ? '' : shown + ' of ' + rows.length + ' rows';
  }
  filter.hidden = false;
  filter.addEventListener('input', apply);
  document.addEventListener('keydown', function (event) {
    if (event.target === box) {
      if (event.key === 'Escape') { box.value = ''; apply(); box.blur(); }
    } else if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && event.target.tagName !== 'INPUT') { event.preventDefault(); box.focus(); }
  });
  function reveal() {
    var target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (target && target.closest('[hidden]')) { box.value = ''; checks.forEach(function (check) { check.checked = true; }); apply(); target.scrollIntoView(); }
  }
  window.addEventListener('hashchange', reveal);
}());
`;

// src/check/network-map/svg-parts.ts
var COLOURS = { text: "#1b1f24", quiet: "#57606a", free: "#fff", edge: "#8c959f", aside: "#d3e2f4", shape: "#40607f", used: "#2d5478", onUsed: "#fff", contested: "#a40e26" };
function mapRules({ text, quiet, free, edge, aside, shape, used, onUsed, contested }, scope = "") {
  const lines2 = [
    `text{font:11px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:${text}}`,
    `.h{font-size:15px;font-weight:700}.t{font-size:20px;font-weight:700}.b{font-weight:700}.q{fill:${quiet}}.s{font-size:10px;fill:${quiet}}`,
    `.e{text-anchor:end}.m{text-anchor:middle}.l{fill:${onUsed}}.c{font-weight:700}`,
    `.f{fill:${free};stroke:${edge};stroke-width:.8}.p{fill:${aside};stroke:${shape};stroke-width:.8}.u{fill:${used}}`,
    `.x{fill:url(#krm-dots);stroke:${shape};stroke-width:.6}.o{fill:url(#krm-hatch);stroke:${contested};stroke-width:1.6}.w{fill:url(#krm-hatch);stroke:${contested};stroke-width:1.2;stroke-dasharray:3 2}`,
    `.k{stroke:${edge};stroke-width:.8}.g{fill:${text}}`
  ];
  return (scope === "" ? lines2 : lines2.map((line) => line.replaceAll(/(?<=^|\})[^{]+\{/g, (selector) => scope + selector))).join("\n");
}
function mapPatterns({ free, shape, contested }) {
  return `<defs><pattern id="krm-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="${free}"/><rect width="2.4" height="6" fill="${contested}"/></pattern><pattern id="krm-dots" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" fill="${free}"/><circle cx="2" cy="2" r=".8" fill="${shape}"/></pattern></defs>`;
}
var STYLE = `<style>
${mapRules(COLOURS)}
</style>${mapPatterns(COLOURS)}`;

// src/check/html-report/palette.ts
var LIGHT = {
  page: "#ffffff",
  panel: "#f5f6f8",
  line: "#dde1e6",
  edge: "#7f8893",
  text: "#1a1f26",
  quiet: "#565f6b",
  link: "#0a57a4",
  bad: "#a30f1d",
  badPanel: "#fdeeee",
  warn: "#7a4a00",
  warnPanel: "#fff4dc",
  note: "#0a57a4",
  notePanel: "#eaf2fb",
  good: "#136137",
  goodPanel: "#e8f5ed",
  aside: "#d3e2f4",
  shape: "#40607f",
  used: "#2d5478",
  onUsed: "#ffffff"
};
var DARK = {
  page: "#11151a",
  panel: "#191f26",
  line: "#2c343e",
  edge: "#78838f",
  text: "#e7ebf0",
  quiet: "#a5b0bc",
  link: "#86bdff",
  bad: "#ff979e",
  badPanel: "#371a1d",
  warn: "#f2c368",
  warnPanel: "#33280f",
  note: "#86bdff",
  notePanel: "#15263a",
  good: "#83d4a4",
  goodPanel: "#122c1d",
  aside: "#22384f",
  shape: "#7fa3c7",
  used: "#8fb4da",
  onUsed: "#0f1822"
};
function declarations(palette) {
  return Object.entries(palette).map(([name, value]) => `--${name}:${value}`).join(";");
}

// src/check/html-report/table-style.ts
var TABLE_STYLE = `
.scroll{overflow:auto;border:1px solid var(--line);border-radius:6px;max-height:75vh}
.scroll.flat{max-height:none}
table{border-collapse:separate;border-spacing:0;width:100%;font-size:.9rem}
caption{text-align:left;color:var(--quiet);padding:.5rem .75rem;caption-side:bottom}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
tbody tr:last-child>*{border-bottom:0}
thead th{position:sticky;top:0;z-index:2;background:var(--panel);font-weight:600;white-space:nowrap}
tbody th{font-weight:600}
td.num,th.num{text-align:right;white-space:nowrap}
td .path,td .value{overflow-wrap:anywhere}
.nowrap{white-space:nowrap}
.matrix{width:auto;min-width:0}
.matrix th[scope=row]{position:sticky;left:0;z-index:1;background:var(--page);border-right:1px solid var(--line);white-space:nowrap}
.matrix thead th:first-child{left:0;z-index:3;border-right:1px solid var(--line)}
.matrix td{text-align:center;padding:.25rem .35rem;vertical-align:middle}
.matrix thead th{text-align:center}
.matrix thead th:first-child{text-align:left}
.matrix.many thead th{vertical-align:bottom}
.matrix.many thead th:not(:first-child) span{writing-mode:vertical-rl;transform:rotate(180deg);max-height:16rem}
.cell{display:inline-flex;gap:.4em;align-items:center;justify-content:center;min-width:3.4rem;padding:.22rem .55rem;border-radius:4px;border:1px solid transparent;text-decoration:none;font-weight:600;color:var(--good);background:var(--goodPanel)}
.cell:hover{border-color:currentColor}
.cell.info{color:var(--note);background:var(--notePanel)}
.cell.warning{color:var(--warn);border-color:var(--warn);border-style:dashed;background:var(--warnPanel)}
.cell.error{color:var(--bad);border-color:var(--bad);background:var(--badPanel)}
.cell.none{color:var(--bad);border:2px solid var(--bad);background:repeating-linear-gradient(45deg,var(--badPanel) 0 5px,var(--page) 5px 8px)}
.cell .delta{color:var(--text)}
.legend{display:flex;flex-wrap:wrap;gap:.35rem 1.4rem;margin:.7rem 0 1.4rem;font-size:.8667rem;color:var(--quiet);align-items:center}
.legend .cell{min-width:2rem;padding:.1rem .4rem;margin-right:.4rem}
.badge{display:inline-block;border:1px solid currentColor;border-radius:3px;padding:0 .35rem;font-size:.7667rem;font-weight:650;white-space:nowrap}
.badge.warning{color:var(--warn);border-style:dashed}.badge.error{color:var(--bad);border-style:double;border-width:3px}.badge.note{color:var(--note)}.badge.plain{color:var(--quiet)}
.list{list-style:none}.list li+li{margin-top:.2rem}
.sub{display:block;color:var(--quiet);font-size:.8667rem}
.old,.new{display:block;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.8667em;padding:.05rem .5rem;overflow-wrap:anywhere;white-space:pre-wrap}
.old{color:var(--bad);background:var(--badPanel)}.old::before{content:"\\2212 "}
.new{color:var(--good);background:var(--goodPanel)}.new::before{content:"+ "}
.fields{list-style:none;padding:.6rem .9rem .8rem}.fields li+li{margin-top:.55rem}
.group>summary .kindof{font-weight:650}
.bar{display:block;width:100%;min-width:10rem;height:1rem}
.bar .track{fill:var(--panel);stroke:var(--edge)}.bar .fill{fill:var(--shape)}.bar .over{fill:var(--bad)}.bar .limit{stroke:var(--text);stroke-dasharray:3 2}
`;

// src/check/html-report/style.ts
var of = (colour) => `var(--${colour})`;
var MAP = mapRules({ text: of("text"), quiet: of("quiet"), free: of("page"), edge: of("edge"), aside: of("aside"), shape: of("shape"), used: of("used"), onUsed: of("onUsed"), contested: of("bad") }, ".map ");
var STYLE2 = `
:root{color-scheme:light;${declarations(LIGHT)}}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;${declarations(DARK)}}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
code,pre,.path,.code,.at,.value,.about{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.8667em}
a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:3px}
h1,h2,h3,p,ol,ul,figure,pre,dl,dd{margin:0;padding:0}
[hidden]{display:none!important}
.quiet{color:var(--quiet)}
.skip{position:absolute;left:-999rem;top:.5rem;z-index:9;background:var(--page);padding:.5rem .75rem;border:1px solid var(--edge);border-radius:4px}
.skip:focus{left:.5rem}
.page{max-width:1560px;margin:0 auto;padding:2rem 2rem 4rem}
header{padding-bottom:1.5rem}
.kind{color:var(--quiet);font-size:.8667rem;letter-spacing:.02em}
h1{font-size:1.75rem;line-height:1.25;letter-spacing:-.01em;font-weight:650;overflow-wrap:anywhere}
h2{font-size:1.2rem;line-height:1.3;font-weight:650;margin-bottom:.9rem}
h3{font-size:1rem;font-weight:650}
.part{padding-top:2.5rem}
.part>h2{display:flex;gap:.6rem;align-items:baseline;border-top:2px solid var(--text);padding-top:.6rem}
.lead{color:var(--quiet);margin:-.4rem 0 1rem;max-width:75ch}
.verdict{display:flex;flex-wrap:wrap;gap:.75rem 2.5rem;align-items:center;margin-top:1.25rem;padding:1rem 1.25rem;border:1px solid var(--line);border-left:6px solid var(--good);border-radius:6px;background:var(--goodPanel)}
.verdict.error{border-left-color:var(--bad);border-left-style:double;background:var(--badPanel)}
.verdict.warning{border-left-color:var(--warn);border-left-style:dashed;background:var(--warnPanel)}
.verdict .word{display:flex;gap:.65rem;align-items:center;font-size:1.2rem;font-weight:650;margin-right:auto}
.verdict .word .sign{width:1.7rem;height:1.7rem;font-size:1rem}
.figures{display:flex;flex-wrap:wrap;gap:.5rem 2rem}
.figures div{display:flex;flex-direction:column-reverse}
.figures dt{color:var(--quiet);font-size:.8rem}
.figures dd{font-size:1.25rem;font-weight:650;line-height:1.2}
.notes{margin:1rem 0 0;padding-left:1.1rem;color:var(--quiet);font-size:.9rem}
nav{position:sticky;top:0;z-index:5;background:var(--page);border-bottom:1px solid var(--line);margin:0 -2rem;padding:0 2rem}
nav ul{display:flex;gap:.25rem 1.25rem;list-style:none;overflow-x:auto;padding:.6rem 0;scrollbar-width:thin}
nav a{color:var(--text);text-decoration:none;white-space:nowrap;font-size:.9rem;padding:.15rem 0}
nav a:hover{text-decoration:underline}
nav .n{color:var(--quiet);margin-left:.3rem}
.filter{display:flex;flex-wrap:wrap;gap:.5rem .9rem;align-items:center;padding:.1rem 0 .7rem;font-size:.9rem}
.filter input[type=search]{flex:1 1 14rem;max-width:28rem;font:inherit;color:inherit;background:var(--page);border:1px solid var(--edge);border-radius:5px;padding:.3rem .6rem}
.filter label{display:inline-flex;gap:.35rem;align-items:center}
.filter input[type=checkbox]{accent-color:var(--link);margin:0;width:1rem;height:1rem}
.sign{display:inline-flex;align-items:center;justify-content:center;flex:none;width:1.15em;height:1.15em;font-size:.8em;font-weight:800;line-height:1;font-family:system-ui,sans-serif;border-radius:50%;background:var(--good);color:var(--page)}
.error>.sign,.sign.error{background:var(--bad);border-radius:2px}
.warning>.sign,.sign.warning{background:var(--warn);border-radius:2px 50% 50% 2px}
.info>.sign,.sign.info{background:var(--note)}
.tag{display:inline-flex;gap:.35em;align-items:center;font-size:.8667rem;font-weight:600;white-space:nowrap;color:var(--good)}
.tag.error{color:var(--bad)}.tag.warning{color:var(--warn)}.tag.info{color:var(--note)}
.counts{display:inline-flex;flex-wrap:wrap;gap:.2rem .9rem}
.label{font-size:.7333rem;font-weight:650;letter-spacing:.05em;text-transform:uppercase;color:var(--quiet);margin-right:.25rem}
.file{border:1px solid var(--line);border-radius:6px;margin-bottom:.9rem}
.file>summary{display:flex;flex-wrap:wrap;gap:.2rem 1rem;align-items:baseline;cursor:pointer;padding:.55rem .9rem;background:var(--panel);border-radius:6px;list-style:none}
.file>summary::-webkit-details-marker{display:none}
.file>summary::before{content:"";align-self:center;width:.42em;height:.42em;border:solid var(--quiet);border-width:0 2px 2px 0;transform:rotate(-45deg);margin-right:-.35rem;flex:none}
.file[open]>summary::before{transform:rotate(45deg)}
.file[open]>summary{border-radius:6px 6px 0 0;border-bottom:1px solid var(--line)}
.file>summary .path{font-weight:600;overflow-wrap:anywhere;margin-right:auto}
.inside{padding:.75rem .9rem}
.findings{list-style:none}
.finding{padding:.8rem .9rem .85rem;border-left:4px solid var(--note)}
.finding+.finding{border-top:1px solid var(--line)}
.finding.error{border-left:4px double var(--bad)}.finding.warning{border-left:4px dashed var(--warn)}.finding.info{border-left:4px dotted var(--note)}
.finding .head{display:flex;flex-wrap:wrap;gap:.1rem .9rem;align-items:baseline}
.finding .about{color:var(--quiet);overflow-wrap:anywhere}
.message{margin-top:.2rem;max-width:95ch;overflow-wrap:anywhere}
.more{margin-top:.3rem;overflow-wrap:anywhere;font-size:.9333rem}
.frame{margin-top:.5rem;padding:.5rem .75rem;background:var(--panel);border:1px solid var(--line);border-radius:5px;overflow-x:auto;font-size:.8667rem;line-height:1.45;tab-size:2;color:var(--quiet)}
.frame code{font-size:inherit}.frame strong{color:var(--text);font-weight:600}.frame .marks{color:var(--bad);font-weight:700}
.warning .frame .marks{color:var(--warn)}.info .frame .marks{color:var(--note)}
.rule{padding:.9rem 0;max-width:110ch}.rule+.rule{border-top:1px solid var(--line)}
.rule h3{display:flex;flex-wrap:wrap;gap:.1rem .6rem;align-items:baseline}.rule p{margin-top:.35rem}
.rule .frame{color:var(--text)}
.examples{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:.75rem;margin-top:.5rem}
.examples figure{min-width:0}.examples figcaption{font-size:.8rem;color:var(--quiet)}.examples .frame{margin-top:.2rem}
:target{background:var(--notePanel)}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--quiet);font-size:.8667rem}
${TABLE_STYLE}
.map svg{display:block;width:100%;min-width:60rem;height:auto}
.map path[stroke]{stroke:var(--bad)}
${MAP}
@media (max-width:40rem){.page{padding:1.25rem 1rem 3rem}nav{margin:0 -1rem;padding:0 1rem}h1{font-size:1.4rem}.verdict{padding:.8rem .9rem}.figures{gap:.5rem 1.4rem}.filter label span{display:none}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media (forced-colors:active){.sign,.cell{border:1px solid}}
@media print{
@page{margin:14mm}
body{font-size:10pt}.page{max-width:none;padding:0}nav,.skip{display:none}
.part{padding-top:1.25rem}.part>h2{break-after:avoid}.finding,.rule,tr,.file>summary{break-inside:avoid}
.scroll{max-height:none!important;overflow:visible!important}.frame{white-space:pre-wrap;overflow:visible}
.map svg{min-width:0}a{color:inherit;text-decoration:none}
details::details-content{content-visibility:visible!important;block-size:auto!important;opacity:1!important}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;

// src/check/html-report/html-report.ts
function htmlReport(content) {
  const { title, subject, report } = content;
  const found = shownFindings(report);
  const sections = sectionsOf(content, found).filter((section) => section !== void 0);
  const name = subject === "" ? title : subject;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(policy())}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}${subject === "" ? "" : ` \xB7 ${subject}`}</title>
<style>${new Html(STYLE2)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<div class="page">
<header>
<p class="kind">${report.tool.name} · ${title}</p>
<h1>${name}</h1>
${verdict(content)}
</header>
<nav aria-label="Sections"><ul>${sections.map(({ id, title: called, count }) => html`<li><a href="#${id}">${called}<span class="n">${count}</span></a></li>`)}</ul>${filterForm(sections)}</nav>
<main id="main">
${joined(sections.map((section) => sectionOf(section)))}</main>
<footer><p>Made by ${report.tool.name} ${report.tool.version} from files alone; the same files give the same report. The same as data: the JSON in this page, or <code>-o json</code>.</p></footer>
</div>
<script type="application/json" id="data">${new Html(reportData(content, found))}</script>
<script>${new Html(SCRIPT)}</script>
</body>
</html>
`.text;
}
function policy() {
  return `default-src 'none'; style-src '${hashOf(STYLE2)}'; script-src '${hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'`;
}
function hashOf(text) {
  const digest2 = sha256(new TextEncoder().encode(text));
  const bytes = digest2.match(/../g).map((pair) => String.fromCharCode(Number.parseInt(pair, 16)));
  return `sha256-${btoa(bytes.join(""))}`;
}
function sectionsOf({ report }, found) {
  return [findingsSection(report, found), rulesSection(report, found)];
}
function verdict({ report, fleet, changes, notes = [] }) {
  const counts = countBySeverity(report.findings);
  const tone = counts.error > 0 ? "error" : counts.warning > 0 ? "warning" : "good";
  const word = describeCounts(counts);
  const made = fleet?.packages.filter(({ isMade }) => isMade).length ?? 0;
  const files = new Set(report.findings.flatMap(({ place }) => place?.file ?? [])).size;
  const figures = [
    ...fleet === void 0 ? [] : [["clusters", String(fleet.clusters.length)], ["packages made", made === fleet.packages.length ? String(made) : `${made} of ${fleet.packages.length}`]],
    ...changes === void 0 ? [] : [[`objects changed since ${changes.base}`, String(changes.diff.objects)]],
    ...files === 0 ? [] : [["files with findings", String(files)]]
  ];
  return html`<div class="verdict ${tone}"><p class="word"><span class="sign ${tone}" aria-hidden="true">${SIGNS[tone]}</span>${word.charAt(0).toUpperCase() + word.slice(1)}</p>${figures.length === 0 ? void 0 : html`<dl class="figures">${figures.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`}</div>${notes.length === 0 ? void 0 : html`
<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`}`;
}
function filterForm(sections) {
  if (sections.length === 0) return void 0;
  const check = (severity) => html`<label><input type="checkbox" value="${severity}" checked><span class="sign ${severity}" aria-hidden="true">${SIGNS[severity]}</span>${severity === "info" ? "infos" : `${severity}s`}</label>`;
  return html`<search id="filter" class="filter" hidden><input type="search" aria-label="Filter the rows of all sections" placeholder="Filter: cluster, package, file, rule … ( / )" autocomplete="off" spellcheck="false">${check("error")}${check("warning")}${check("info")}<output class="quiet"></output></search>`;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  htmlReport
});
