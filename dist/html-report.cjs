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
    for (let key2 of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key2) && key2 !== except)
        __defProp(to, key2, { get: () => from[key2], enumerable: !(desc = __getOwnPropDesc(from, key2)) || desc.enumerable });
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
  const groups2 = /* @__PURE__ */ new Map();
  for (const finding of findings) {
    const file = finding.place?.file ?? "";
    const group = groups2.get(file);
    if (group === void 0) groups2.set(file, [finding]);
    else group.push(finding);
  }
  for (const group of groups2.values()) group.sort((a, b) => comparePlaces(a.place?.position, b.place?.position) || compareResults(a, b));
  return new Map([...groups2].toSorted(([a], [b]) => a < b ? -1 : 1));
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
  const state2 = new Int32Array(START);
  const schedule = new Int32Array(64);
  const whole = bytes.length - bytes.length % 64;
  for (let at = 0; at < whole; at += 64) addBlock(state2, schedule, bytes, at);
  const tail = paddedTail(bytes.subarray(whole), bytes.length);
  for (let at = 0; at < tail.length; at += 64) addBlock(state2, schedule, tail, at);
  return [...state2].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
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
function addBlock(state2, w, bytes, at) {
  for (let t = 0, i = at; t < 16; t++, i += 4) w[t] = bytes[i] << 24 | bytes[i + 1] << 16 | bytes[i + 2] << 8 | bytes[i + 3];
  for (let t = 16; t < 64; t++) {
    const x = w[t - 15];
    const y = w[t - 2];
    const s0 = (x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3;
    const s1 = (y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10;
    w[t] = w[t - 16] + s0 + w[t - 7] + s1 | 0;
  }
  let a = state2[0];
  let b = state2[1];
  let c = state2[2];
  let d = state2[3];
  let e = state2[4];
  let f = state2[5];
  let g = state2[6];
  let h = state2[7];
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
  state2[0] = state2[0] + a;
  state2[1] = state2[1] + b;
  state2[2] = state2[2] + c;
  state2[3] = state2[3] + d;
  state2[4] = state2[4] + e;
  state2[5] = state2[5] + f;
  state2[6] = state2[6] + g;
  state2[7] = state2[7] + h;
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
var WORD = 1;
var NUMBER = 2;
var FIRST = new Uint8Array(128);
for (const c of "tTfFnN~yYoO") FIRST[c.charCodeAt(0)] = WORD;
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
  if (kind === WORD) return text.length > 5 || typeof readWord(text, "yaml11") === "string";
  return text !== "=" && text !== "<<";
}

// src/krm/check-aliases.ts
var ALIAS_LIMITS = { aliases: 1e3, unfolded: 1e5 };

// src/krm/limits.ts
var LIMITS = { depth: 128, ...ALIAS_LIMITS, keysPerMap: 2e4, scalarLength: 2 * 1024 * 1024, scalarLines: 5e4, documents: 2e4 };

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
  if ((traits & UNPRINTABLE) !== 0) return doubleQuoted(value);
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
var UNPRINTABLE = 2;
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
      else if ((kind & CONTROL) !== 0) traits |= UNPRINTABLE;
      if (at === 0 && (kind & START2) !== 0) traits |= NEVER_PLAIN;
      if ((kind & FLOW) !== 0) traits |= NOT_PLAIN_IN_FLOW;
    }
  }
  return traits;
}
function traitOfNonAscii(c) {
  if (c < 160) return UNPRINTABLE;
  if (c < 55296) return c === 8232 || c === 8233 ? UNPRINTABLE : 0;
  if (c <= 57343) return ASTRAL;
  return c === 65279 || c >= 65534 ? UNPRINTABLE : 0;
}
function isBlankAt(value, at) {
  return at >= value.length || value.charCodeAt(at) === 32;
}

// src/krm/print.ts
function printJson(value) {
  return `${jsonText(value, "\n")}
`;
}
function jsonText(value, lineStart2) {
  if (isScalar(value)) return writeScalar(value, void 0, { flow: true, key: false, json: true, indent: 0 });
  const inner = `${lineStart2}  `;
  if (isList(value)) {
    if (value.length === 0) return "[]";
    return `[${inner}${value.map((item) => jsonText(item, inner)).join(`,${inner}`)}${lineStart2}]`;
  }
  const entries = entriesOf(value);
  if (entries.length === 0) return "{}";
  const lines2 = entries.map(([key2, item]) => `${jsonQuoted(key2)}: ${jsonText(item, inner)}`);
  return `{${inner}${lines2.join(`,${inner}`)}${lineStart2}}`;
}

// src/krm/line-lexer.ts
var ODD = "\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufeff\\ufffe\\uffff";
var SPACES = / */y;
var LINE = new RegExp(`(?:[^${ODD}]+|\\t|[\\ud800-\\udbff][\\udc00-\\udfff])*`, "y");
var KEY = /[\w./-]+(?::+[\w./-]+)*(?=:(?: |\r?\n|$))/y;
var WORD2 = /[\w./-]*/y;
var PLAIN = new RegExp(`(?:[^ ${ODD}\\-?:,[\\]{}#&*!|>'"%@\`]|[-?:](?=[^ \\r\\n]))(?:[^ :${ODD}]+|:(?=[^ \\r\\n])| +(?=[^ #\\r\\n]))*`, "y");
var SINGLE = new RegExp(`'[^'${ODD}]*(?:''[^'${ODD}]*)*'`, "y");
var DOUBLE = new RegExp(`"[^"\\\\${ODD}]*"`, "y");
var SHORT = `(?:[\\w./+$(~]|-(?=[!-~]))[!-9;-~]*(?::[!-9;-~]+)*|'[ -&(-~]*'|"[ !#-[\\]-~]*"`;
var USUAL_LINE = new RegExp(` *(?:#[ -~]*|(?:- )?[\\w./-]+:(?: (?:[|>][-+]?|(?:${SHORT})(?: #[ -~]*)?))?|- (?:${SHORT}))\\n`, "y");
function endOf(expression, text, start) {
  expression.lastIndex = start;
  return expression.test(text) ? expression.lastIndex : -1;
}
function isOrdinaryLine(text, start, stop) {
  return endOf(LINE, text, start) >= stop;
}
function usualLineEnd(text, start) {
  const end = endOf(USUAL_LINE, text, start);
  return end === -1 ? -1 : end - 1;
}
function isWordCode(code) {
  return code >= 97 && code <= 122 || code >= 45 && code <= 57 || code >= 65 && code <= 90 || code === 95;
}
var NO_KEY = -2;
var LONGEST_KEY = 1e3;
function keyEnd(text, at, stop) {
  const code = text.charCodeAt(at);
  if (code === 34 || code === 39) return quotedKeyEnd(text, at, stop, code);
  const end = endOf(KEY, text, at);
  if (end !== -1) return end - at > LONGEST_KEY ? -1 : end;
  for (let i = Math.max(at, endOf(WORD2, text, at)); i < stop; i++) {
    const c = text.charCodeAt(i);
    if (isWordCode(c)) continue;
    if (c === 58) {
      if (!isBlankOrEnd(text, i + 1, stop)) continue;
      return i === at || i - at > LONGEST_KEY ? -1 : i;
    }
    for (let j = i; j < stop; j++) {
      const other = text.charCodeAt(j);
      if (other === 35 && text.charCodeAt(j - 1) === 32) return NO_KEY;
      if (other === 58 && isBlankOrEnd(text, j + 1, stop)) return -1;
    }
    return NO_KEY;
  }
  return NO_KEY;
}
function quotedKeyEnd(text, at, stop, quote) {
  const i = endOf(WORD2, text, at + 1);
  if (i >= stop || text.charCodeAt(i) !== quote) return isQuotedScalar(text, at, stop, quote) ? NO_KEY : -1;
  if (i + 1 >= stop || text.charCodeAt(i + 1) !== 58) return isQuotedScalar(text, at, stop, quote) ? NO_KEY : -1;
  return i === at + 1 || i - at > LONGEST_KEY || !isBlankOrEnd(text, i + 2, stop) ? -1 : i + 1;
}
function isQuotedScalar(text, at, stop, quote) {
  const end = quotedEnd(text, at, quote);
  if (end === -1) return false;
  const next = skipSpaces(text, end, stop);
  return next === stop || next > end && text.charCodeAt(next) === 35;
}
function isBlankOrEnd(text, at, stop) {
  return at >= stop || text.charCodeAt(at) === 32;
}
function skipSpaces(text, from, stop) {
  if (text.charCodeAt(from) !== 32) return from;
  return Math.min(text.charCodeAt(from + 1) === 32 ? endOf(SPACES, text, from) : from + 1, stop);
}
function skipIndentation(text, from) {
  let at = from;
  while (text.charCodeAt(at) === 32) at++;
  return at;
}
function plainEnd(text, start) {
  return endOf(PLAIN, text, start);
}
function quotedEnd(text, start, quote) {
  return endOf(quote === 39 ? SINGLE : DOUBLE, text, start);
}
function blockHeaderEnd(text, start, stop) {
  let at = start + 1;
  const isSign = () => at < stop && (text.charCodeAt(at) === 43 || text.charCodeAt(at) === 45);
  const isDigit = () => at < stop && text.charCodeAt(at) >= 49 && text.charCodeAt(at) <= 57;
  if (isSign()) {
    at++;
    if (isDigit()) at++;
  } else if (isDigit()) {
    at++;
    if (isSign()) at++;
  }
  return at;
}
function indentationIndicator(text, start, end) {
  for (let at = start + 1; at < end; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >= 1 && digit <= 9) return digit;
  }
  return 0;
}

// src/krm/open-collections.ts
var MAP = 0;
var SEQ = 1;
var MAX_OPEN = 100;
var MAX_SEEN = 2 * 256;
var OpenCollections = class {
  text = "";
  depth = 0;
  #kind = new Int8Array(MAX_OPEN);
  #column = new Int32Array(MAX_OPEN);
  /** Offset of the collection's first key (its quote included) or first dash. */
  #start = new Int32Array(MAX_OPEN);
  #keyStart = new Int32Array(MAX_OPEN);
  #keyEnd = new Int32Array(MAX_OPEN);
  #index = new Int32Array(MAX_OPEN);
  /** Offset of the last dash. */
  #dashAt = new Int32Array(MAX_OPEN);
  /** Keys seen in the open map of each level, `MAX_SEEN` numbers for one: offsets of start and end in turn, and where they end. */
  #seen = new Int32Array(MAX_OPEN * MAX_SEEN);
  #seenEnd = new Int32Array(MAX_OPEN);
  /** Whether the innermost entry still has no value: only then may a deeper line follow. */
  isOpen = false;
  /** The level of the outermost collection that this line gave a new entry; -1 for none. */
  from = -1;
  /** The place of the value that was just reported. */
  path() {
    const path = [];
    for (let level = 0; level < this.depth; level++) {
      if (this.#kind[level] === SEQ) path.push(this.#index[level]);
      else path.push(this.text.slice(this.#keyStart[level], this.#keyEnd[level]));
    }
    return path;
  }
  /** Whether the step at a level of the current path is the key `key`, without building the path. */
  keyIs(level, key2) {
    const start = this.#keyStart[level];
    return this.#kind[level] === MAP && this.#keyEnd[level] - start === key2.length && this.text.startsWith(key2, start);
  }
  /** What is open at a level: a map or a list, its column and start, and its current key (without quotes) or dash. */
  isSeq(level) {
    return this.#kind[level] === SEQ;
  }
  columnAt(level) {
    return this.#column[level];
  }
  startAt(level) {
    return this.#start[level];
  }
  keyStartAt(level) {
    return this.#keyStart[level];
  }
  keyEndAt(level) {
    return this.#keyEnd[level];
  }
  dashAt(level) {
    return this.#dashAt[level];
  }
  /** Forgets everything, for a text that holds one map. */
  begin(text) {
    this.text = text;
    this.depth = 0;
    this.isOpen = true;
  }
  /** A dash: of a list that is open in this column, or of a new one. False where neither can be. */
  enterItem(column, at) {
    while (this.depth > 0 && this.#column[this.depth - 1] > column) this.#close();
    const top = this.depth - 1;
    if (top >= 0 && this.#kind[top] === SEQ && this.#column[top] === column) {
      this.#index[top] = this.#index[top] + 1;
      this.#dashAt[top] = at;
      if (this.from === -1) this.from = top;
      this.isOpen = true;
      return true;
    }
    if (!this.isOpen || top < 0) return false;
    if (this.#kind[top] === SEQ ? this.#column[top] >= column : this.#column[top] > column) return false;
    if (!this.#push(SEQ, column, at)) return false;
    this.#index[top + 1] = 0;
    this.#dashAt[top + 1] = at;
    this.#keyStart[top + 1] = this.#keyEnd[top + 1] = 0;
    this.isOpen = true;
    return true;
  }
  /** A key, its quote at `at`: of a map that is open in this column, or of a new one. False where neither can be. */
  enterKey(column, at, keyStart, keyEnd2) {
    while (this.depth > 0) {
      const top2 = this.depth - 1;
      const above = this.#column[top2] > column || this.#column[top2] === column && this.#kind[top2] === SEQ;
      if (!above) break;
      this.#close();
    }
    const top = this.depth - 1;
    if (top >= 0 && this.#kind[top] === MAP && this.#column[top] === column) {
      this.#keyStart[top] = keyStart;
      this.#keyEnd[top] = keyEnd2;
      if (this.from === -1) this.from = top;
      return this.#isNewKey(top, keyStart, keyEnd2);
    }
    if (!this.isOpen || top >= 0 && this.#column[top] >= column || !this.#push(MAP, column, at)) return false;
    this.#keyStart[top + 1] = keyStart;
    this.#keyEnd[top + 1] = keyEnd2;
    this.#see((top + 1) * MAX_SEEN, top + 1, keyStart, keyEnd2);
    return true;
  }
  #push(kind, column, at) {
    const level = this.depth;
    if (level === MAX_OPEN) return false;
    this.#kind[level] = kind;
    this.#column[level] = column;
    this.#start[level] = at;
    if (this.from === -1) this.from = level;
    this.depth++;
    return true;
  }
  #close() {
    this.depth--;
    this.isOpen = false;
  }
  /** A repeated key, or a map so large that looking would cost more than a parse, goes to the parser. */
  #isNewKey(level, keyStart, keyEnd2) {
    const first = level * MAX_SEEN;
    const end = this.#seenEnd[level];
    const length = keyEnd2 - keyStart;
    if (end === first + MAX_SEEN) return false;
    for (let i = first; i < end; i += 2) {
      const start = this.#seen[i];
      if (this.#seen[i + 1] - start === length && this.#sameText(start, keyStart, length)) return false;
    }
    this.#see(end, level, keyStart, keyEnd2);
    return true;
  }
  #see(at, level, keyStart, keyEnd2) {
    this.#seen[at] = keyStart;
    this.#seen[at + 1] = keyEnd2;
    this.#seenEnd[level] = at + 2;
  }
  #sameText(a, b, length) {
    for (let i = 0; i < length; i++) {
      if (this.text.charCodeAt(a + i) !== this.text.charCodeAt(b + i)) return false;
    }
    return true;
  }
};

// src/krm/line-scan.ts
var LONGEST_LINE = 5e5;
var LineScanner = class extends OpenCollections {
  value = {
    keyStart: 0,
    keyEnd: 0,
    start: 0,
    end: 0,
    style: "none",
    commentStart: -1,
    commentEnd: -1,
    depth: 0,
    from: 0
  };
  /** Where the scanner stopped: the end of the text, or the line that is not of the regular form. */
  stoppedAt = 0;
  /** Where the lines of the last block scalar begin and end; blank lines right behind it are counted in. */
  blockStart = 0;
  blockEnd = 0;
  /** Whether the next content may begin with the dash of the item that the text is. */
  #mayBeDash = false;
  /** In a block scalar: the column of the collection that holds it, and the column of its lines (-1: none seen). */
  #blockParent = NO_BLOCK;
  #blockIndent = -1;
  /**
   * Scans `[from, to)`, which begins at a line start and holds one map. `isItem`: the first line begins with the dash of
   * a list item, which counts as a blank. `visit` is called at every key and every scalar item that is no deeper than
   * `deepest` or has a comment.
   */
  scan(text, from, to, isItem, visit, deepest = Number.MAX_SAFE_INTEGER) {
    this.begin(text);
    this.#blockParent = NO_BLOCK;
    this.#mayBeDash = isItem;
    const hasShortLines = to - from <= LONGEST_LINE;
    for (let at = from; at < to; ) {
      let end = hasShortLines && this.#blockParent === NO_BLOCK ? usualLineEnd(text, at) : -1;
      const isUsual = end !== -1 && end <= to;
      if (!isUsual) end = lineEnd2(text, at, to);
      const found = isUsual ? this.#usualLine(at, end) : this.#anyLine(at, end);
      if (found === IRREGULAR) return this.#stop(at);
      if (found === VALUE) {
        if (this.value.depth <= deepest || this.value.commentStart !== -1) visit(this);
        if (this.value.style === "block") this.#openBlock(end);
      }
      at = end + 1;
    }
    this.stoppedAt = to;
    return this.depth > 0;
  }
  /** The line `[at, end)`, whatever stands on it. */
  #anyLine(at, end) {
    const text = this.text;
    if (end - at > LONGEST_LINE) return IRREGULAR;
    const stop = end > at && text.charCodeAt(end - 1) === 13 && text.charCodeAt(end) === 10 ? end - 1 : end;
    let content = skipSpaces(text, at, stop);
    if (this.#mayBeDash && content < stop) {
      if (text.charCodeAt(content) === 45) {
        if (content + 1 < stop && text.charCodeAt(content + 1) !== 32) return IRREGULAR;
        content = skipSpaces(text, content + 1, stop);
      }
      this.#mayBeDash = false;
    }
    if (content === stop) return this.#blankLine(at, stop, end) ? NO_VALUE : IRREGULAR;
    if (this.#blockLine(content, stop, at, end) || text.charCodeAt(content) === 35) return isOrdinaryLine(text, content, stop) ? NO_VALUE : IRREGULAR;
    return this.#line(content, stop, at) ? VALUE : IRREGULAR;
  }
  #stop(at) {
    this.stoppedAt = at;
    return false;
  }
  #openBlock(headerEnd) {
    const { start, end } = this.value;
    this.#blockParent = this.columnAt(this.depth - 1);
    const digit = indentationIndicator(this.text, start, end);
    this.#blockIndent = digit === 0 ? -1 : this.#blockParent + digit;
    this.blockStart = this.blockEnd = Math.min(headerEnd + 1, this.text.length);
  }
  /** A blank line; before the first line of a block scalar it may be no deeper than that. */
  #blankLine(at, stop, end) {
    if (this.#blockParent === NO_BLOCK) return true;
    if (this.#blockIndent === -1 && stop - at > this.#blockParent + 1) return false;
    if (end === this.text.length) return stop === at;
    this.blockEnd = end + 1;
    return true;
  }
  /** Whether a line with content belongs to the open block scalar; if not, that has ended. */
  #blockLine(content, stop, at, end) {
    if (this.#blockParent === NO_BLOCK) return false;
    const column = content - at;
    const isFirst = this.#blockIndent === -1;
    const isLine = isFirst ? column > this.#blockParent && this.text.charCodeAt(content) !== 9 : column >= this.#blockIndent;
    if (isLine && content < stop) {
      if (isFirst) this.#blockIndent = column;
      this.blockEnd = Math.min(end + 1, this.text.length);
      return true;
    }
    this.#blockParent = NO_BLOCK;
    return false;
  }
  /** One line with content: dashes, then a key with its value or a scalar item. */
  #line(start, stop, lineStart2) {
    const text = this.text;
    this.from = -1;
    let at = start;
    let afterDash = false;
    while (text.charCodeAt(at) === 45 && (at + 1 === stop || text.charCodeAt(at + 1) === 32)) {
      if (!this.enterItem(at - lineStart2, at)) return false;
      afterDash = true;
      const behind = at + 1;
      at = skipSpaces(text, behind, stop);
      if (at === stop) return this.#report(at, at, behind, behind, "none", stop, stop);
      if (text.charCodeAt(at) === 35) return this.#afterValue(at, at, behind, behind, stop, "none");
    }
    const end = keyEnd(text, at, stop);
    if (end === -1) return false;
    if (end === NO_KEY) return afterDash && this.#value(at, at, at, stop);
    const quoted = text.charCodeAt(end - 1) === 34 || text.charCodeAt(end - 1) === 39 ? 1 : 0;
    if (!this.enterKey(at - lineStart2, at, at + quoted, end - quoted)) return false;
    return this.#value(at + quoted, end - quoted, end + 1, stop);
  }
  /** A line of a usual form: what it consists of is found without a look at each character. */
  #usualLine(lineStart2, stop) {
    const text = this.text;
    const isFirst = this.#mayBeDash;
    let at = skipIndentation(text, lineStart2);
    this.from = -1;
    this.#mayBeDash = false;
    const first = text.charCodeAt(at);
    if (first === 35) return NO_VALUE;
    const isDash = first === 45 && text.charCodeAt(at + 1) === 32;
    if (isDash) {
      if (!isFirst && !this.enterItem(at - lineStart2, at)) return IRREGULAR;
      at += 2;
    } else if (isFirst && first === 45) return IRREGULAR;
    const colon = text.indexOf(":", at);
    if (isDash && !isKeyAt(text, at, colon, stop)) return isFirst ? IRREGULAR : this.#usualValue(at, at, at, stop);
    if (colon - at > LONGEST_KEY || !this.enterKey(at - lineStart2, at, at, colon)) return IRREGULAR;
    if (colon + 1 < stop) return this.#usualValue(at, colon, colon + 2, stop);
    this.#report(at, colon, stop, stop, "none", stop, stop);
    return VALUE;
  }
  #usualValue(keyStart, keyEnd2, start, stop) {
    const text = this.text;
    let style = "plain";
    let end;
    const first = text.charCodeAt(start);
    if (first === 34) {
      style = "double";
      end = text.indexOf('"', start + 1) + 1;
    } else if (first === 39) {
      style = "single";
      end = text.indexOf("'", start + 1) + 1;
    } else {
      if (first === 124 || first === 62) style = "block";
      end = text.indexOf(" ", start);
      if (end === -1 || end > stop) end = stop;
    }
    this.#report(keyStart, keyEnd2, start, end, style, end === stop ? stop : end + 1, stop);
    return VALUE;
  }
  #value(keyStart, keyEnd2, from, stop) {
    const text = this.text;
    const at = skipSpaces(text, from, stop);
    if (at === stop) return this.#report(keyStart, keyEnd2, from, from, "none", stop, stop);
    switch (text.charCodeAt(at)) {
      case 35:
        return this.#afterValue(keyStart, keyEnd2, from, from, stop, "none");
      case 34:
        return this.#afterValue(keyStart, keyEnd2, at, quotedEnd(text, at, 34), stop, "double");
      case 39:
        return this.#afterValue(keyStart, keyEnd2, at, quotedEnd(text, at, 39), stop, "single");
      case 124:
      case 62:
        return this.#afterValue(keyStart, keyEnd2, at, blockHeaderEnd(text, at, stop), stop, "block");
      case 123:
      case 91:
        if (at + 1 === stop || text.charCodeAt(at + 1) !== text.charCodeAt(at) + 2) return false;
        return this.#afterValue(keyStart, keyEnd2, at, at + 2, stop, "flow");
      default:
        return this.#afterValue(keyStart, keyEnd2, at, plainEnd(text, at), stop, "plain");
    }
  }
  /** Behind a value only a comment may follow, a blank between them. */
  #afterValue(keyStart, keyEnd2, start, end, stop, style) {
    if (end === -1) return false;
    const at = skipSpaces(this.text, end, stop);
    if (at < stop && (this.text.charCodeAt(at) !== 35 || at === end || !isOrdinaryLine(this.text, at, stop))) return false;
    return this.#report(keyStart, keyEnd2, start, end, style, at, stop);
  }
  #report(keyStart, keyEnd2, start, end, style, comment, stop) {
    const value = this.value;
    value.keyStart = keyStart;
    value.keyEnd = keyEnd2;
    value.start = start;
    value.end = end;
    value.style = style;
    value.commentStart = comment < stop ? comment : -1;
    value.commentEnd = comment < stop ? stop : -1;
    value.depth = this.depth;
    value.from = this.from;
    this.isOpen = style === "none";
    return true;
  }
};
function isKeyAt(text, at, colon, stop) {
  const first = text.charCodeAt(at);
  return colon !== -1 && colon < stop && first !== 34 && first !== 39 && isBlankOrEnd(text, colon + 1, stop);
}
function lineEnd2(text, at, to) {
  const end = text.indexOf("\n", at);
  return end === -1 || end > to ? to : end;
}
var IRREGULAR = 0;
var NO_VALUE = 1;
var VALUE = 2;
var NO_BLOCK = -2;

// src/krm/tree-scan.ts
var scanner = new LineScanner();

// src/krm/setter-scan.ts
var scanner2 = new LineScanner();
var numbers = new Int32Array(0);
var NUMBERS = 1 << 14;

// src/krm/resource-scan.ts
var scanner3 = new LineScanner();

// src/check/fleet-diff/kind-risk.ts
var RISKS = ["high", "medium", "low"];

// src/krm/credential.ts
var CREDENTIAL_WORDS = "passw|passphrase|token|secret|credential|kubeconfig|api[-_]?key|private[-_]?key";
var CREDENTIAL = new RegExp(CREDENTIAL_WORDS, "i");

// src/check/fleet-diff/diff-fleet.ts
function titleOf2({ object, packages, objects }) {
  if (object === void 0) return `package ${packages[0].package} (${objects} ${objects === 1 ? "object" : "objects"})`;
  return `${object.kind} ${object.namespace === "" ? "" : `${object.namespace}/`}${object.name}`;
}

// src/fleet/cluster-resource-set/measure.ts
var LARGEST_CONFIG_MAP = 1048576;
var LARGEST_ANNOTATIONS = 262144;
var ESCAPED_BY = new Uint8Array(128);
for (let code = 0; code < 32; code++) ESCAPED_BY[code] = 5;
for (const short of '"\\\n\r	\b\f') ESCAPED_BY[short.charCodeAt(0)] = 1;
for (const html2 of "<>&") ESCAPED_BY[html2.charCodeAt(0)] = 5;

// src/krm/printable.ts
var UNPRINTABLE2 = /(?![\ufe00-\ufe0f])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
var KEPT = { "one line": "", tabs: "	", "lines and tabs": "\n	" };
function printable(text, layout = "one line") {
  return text.replace(UNPRINTABLE2, (character) => KEPT[layout].includes(character) ? character : escaped(character));
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
var WORD3 = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|#.*|[^\s:#][^:#]*?(?=:(?:\s|$)|\s+#|\s*$)|\S+)/;
function wordLength(rest) {
  return WORD3.exec(rest.slice(0, MOST_LOOKED_AT))?.[0].length ?? 1;
}
var MOST_LOOKED_AT = 400;

// src/check/report/code-frame.ts
var WIDTH = 110;
var HOLDS_SECRET = /\bkind["']?[ \t]*:[ \t]*["']?Secret\b/;
var CREDENTIAL2 = new RegExp(String.raw`^([\s\-{,"']*[\w./-]*(?:${CREDENTIAL_WORDS})[\w./-]*["']?[ \t]*:[ \t]*)\S.*$`, "i");
var NAMES_CREDENTIAL = new RegExp(String.raw`^[\s\-{]*["']?name["']?[ \t]*:.*(?:${CREDENTIAL_WORDS})`, "i");
var VALUE2 = /^([\s\-{]*["']?value["']?[ \t]*:[ \t]*)\S.*$/;
var FLOW_VALUE = /([{,][ \t]*["']?value["']?[ \t]*:[ \t]*)[^,}]+/g;
var FLOW_CREDENTIAL = new RegExp(String.raw`([{,][ \t]*["']?[\w./-]*(?:${CREDENTIAL_WORDS})[\w./-]*["']?[ \t]*:[ \t]*)[^,}]+`, "gi");
var URL_PASSWORD = /(:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g;
function openLine(lines2, index) {
  const line = lines2[index] ?? "";
  const hidden = line.replace(CREDENTIAL2, "$1\u2026").replaceAll(FLOW_CREDENTIAL, "$1\u2026").replaceAll(URL_PASSWORD, "$1\u2026");
  if (NAMES_CREDENTIAL.test(lines2[index - 1] ?? "")) return hidden.replace(VALUE2, "$1\u2026");
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

// src/krm/names.ts
var FN_GROUP = "fn.krm-fleet.dev";
var FN_API_VERSION = `${FN_GROUP}/v1alpha1`;
var DOMAIN = "krm-fleet.dev";

// src/check/fleet-diff/diff-reports.ts
function moreThan(mostFields, { fields, moreFields = 0 }) {
  return Math.max(0, fields.length - mostFields) + moreFields;
}
function verdict({ groups: groups2, clusters, packages, objects }) {
  if (groups2.length === 0) return "Nothing changes.";
  const kinds = groups2.length === objects ? "" : ` (${counted(groups2.length, "different change")})`;
  const where = groups2.every((group) => group.packages.every(isOfNoRepository)) ? "" : ` of ${counted(clusters, "cluster")}`;
  return `${counted(objects, "object")} in ${counted(packages, "package")}${where} ${objects === 1 ? "changes" : "change"}${kinds}.`;
}
function isOfNoRepository({ repository }) {
  return repository === "";
}
function whereOf({ packages }) {
  const byThemselves = packages.every(isOfNoRepository);
  const names = [...new Set(packages.map((each) => byThemselves ? each.package : each.cluster ?? each.repository))];
  if (names.length <= 3) return `in ${names.join(", ")}`;
  return `same change in ${names.length} ${byThemselves ? "packages" : "clusters"} (${names[0]}, ${names[1]}, \u2026)`;
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

// src/check/html-report/content.ts
var SIGNS = { error: "\u2715", warning: "!", info: "i", good: "\u2713", none: "\u2013" };

// src/check/html-report/section.ts
function sectionOf({ id, title, body }, lead) {
  return html`<section id="${id}" class="part" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>${lead}
${body}
</section>
`;
}
function scrolling(label, content, more = "") {
  return html`<div class="scroll${more === "" ? "" : ` ${more}`}" role="group" tabindex="0" aria-label="${label}">${content}</div>`;
}
function severityTag(severity) {
  return html`<span class="tag ${severity}"><span class="sign" aria-hidden="true">${SIGNS[severity]}</span>${severity}</span>`;
}
function leftOut(text) {
  return html`<p class="quiet">${text}</p>`;
}

// src/check/html-report/changes.ts
var MOST_GROUPS = 300;
var MOST_FIELDS = 40;
var SIGN = { added: "+", removed: "\u2212", changed: "~" };
var TONE = { high: "error", medium: "warning", low: "plain" };
function changesSection(changes) {
  if (changes === void 0) return void 0;
  const { diff, base, notCompared } = changes;
  const shown2 = diff.groups.slice(0, MOST_GROUPS);
  const blocks = RISKS.flatMap((risk) => shown2.filter((group) => group.risk === risk).map(groupBlock));
  const more = diff.groups.length > shown2.length ? leftOut(`${counted(diff.groups.length - shown2.length, "more change")} not shown here: krm-fleet fleet diff has all of them.`) : void 0;
  const unknown = [...notCompared].map(([why, names]) => html`<p class="more">Not compared, since it ${why}: ${joined(names.map((name) => html`<span class="path">${name}</span>`), ", ")}</p>`);
  return {
    id: "changes",
    title: "Changes",
    count: String(diff.groups.length),
    body: html`<p class="lead">${diff.groups.length === 0 && notCompared.size > 0 ? void 0 : html`${verdict(diff)} `}Before is ${base}; what pullers apply is compared by value.</p>${joined(blocks, "\n")}${more}${unknown}`
  };
}
function groupBlock(group) {
  const { change, risk, fields, packages } = group;
  const names = packages.map(({ repository, package: name }) => repository === "" ? name : `${repository}/${name}`);
  const list = html`<p class="quiet">${counted(names.length, "package")}: ${joined(names.map((name) => html`<span class="path">${name}</span>`), ", ")}</p>`;
  const left = moreThan(MOST_FIELDS, group);
  const more = left > 0 ? html`<li class="quiet">and ${counted(left, "more field")}</li>` : void 0;
  return html`<details class="file group" data-group data-row${fields.length <= 4 ? html` open` : void 0}><summary><span class="kindof"><span aria-hidden="true">${SIGN[change]}</span> ${change}</span><span class="path">${titleOf2(group)}</span><span class="quiet">${whereOf(group)}</span><span class="badge ${TONE[risk]}">${risk} risk</span></summary>
<ul class="fields"><li>${list}</li>${fields.slice(0, MOST_FIELDS).map(({ field, before, after }) => html`<li><span class="path">${field}</span>${before === void 0 ? void 0 : html`<del class="old">${before}</del>`}${after === void 0 ? void 0 : html`<ins class="new">${after}</ins>`}</li>`)}${more}</ul></details>`;
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

// src/krm/result.ts
function formatPlace(place) {
  if (place?.file === void 0) return "";
  return place.position === void 0 ? place.file : `${place.file}:${place.position.line}:${place.position.column}`;
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
  return { id: "findings", title: "Findings", count: String(shown2.length + hidden), body: html`${byRule(report, shown2)}${joined(files, "\n")}${more}` };
}
var REPEATED = 2;
function byRule({ rules }, shown2) {
  const counts = /* @__PURE__ */ new Map();
  for (const finding of shown2) {
    const { code = "" } = finding;
    const severity = severityOf(finding);
    const known = counts.get(`${severity} ${code}`);
    if (known === void 0) counts.set(`${severity} ${code}`, { code, severity, count: 1 });
    else known.count++;
  }
  if (counts.size < 2 || shown2.length < counts.size * REPEATED) return void 0;
  const rank2 = (severity) => ["error", "warning", "info"].indexOf(severity);
  const sorted = [...counts].toSorted(([a, one], [b, other]) => rank2(one.severity) - rank2(other.severity) || other.count - one.count || (a < b ? -1 : 1));
  const items = sorted.map(([, { code, severity, count }]) => {
    const rule = rules.get(code);
    const name = rule === void 0 ? html`<span class="code">${code === "" ? "no rule" : code}</span>` : html`<a class="code" href="#rule-${code}">${code}</a>`;
    return html`<li><span class="sign ${severity}" aria-hidden="true">${SIGNS[severity]}</span><span class="num">${count}</span>${name}<span>${rule === void 0 ? void 0 : prose(rule.title)}</span></li>`;
  });
  return html`<ul class="byrule">${items}</ul>
`;
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
  return html`<pre class="frame"><code>${joined(before.map((text) => html`${text}\n`))}<strong>${line}</strong>\n<span class="marks">${marks}</span></code></pre>`;
}
function rulesSection({ rules }, { shown: shown2 }) {
  const used = [...new Set(shown2.flatMap(({ code }) => code ?? []))].toSorted().flatMap((code) => rules.get(code) ?? []);
  if (used.length === 0) return void 0;
  return { id: "rules", title: "Rules", count: String(used.length), body: joined(used.map(ruleBlock), "\n") };
}
function ruleBlock({ code, title, severity, why, fix, bad, good, source }) {
  const example = (label, text) => text === void 0 ? void 0 : html`<figure><figcaption>${label}</figcaption><pre class="frame"><code>${lines(text)}</code></pre></figure>`;
  const examples = bad === void 0 && good === void 0 ? void 0 : html`<div class="examples">${example("Wrong", bad)}${example("Right", good)}</div>`;
  return html`<article id="rule-${code}" class="rule" data-row><h3><span class="code">${code}</span> ${prose(title)} ${severityTag(severity)}</h3>
${why === `${title}.` ? void 0 : html`<p>${prose(why)}</p>`}<p><span class="label">Fix</span> ${prose(fix)}</p>${examples}${source === void 0 ? void 0 : html`<p class="quiet">Source: ${prose(source)}</p>`}</article>`;
}

// src/check/html-report/functions.ts
function functionsSection(functions) {
  if (functions.length === 0) return void 0;
  const rows = functions.map(({ image, tag, ran, packages, blueprints }) => html`<tr data-row><th scope="row"><span class="path">${image}</span></th><td class="nowrap">${tag === "" ? html`<span class="quiet">none</span>` : html`<span class="code">${tag}</span>`}</td><td>${ran ? html`<span class="tag"><span class="sign" aria-hidden="true">${SIGNS.good}</span>in process</span>` : html`<span class="tag warning"><span class="sign" aria-hidden="true">${SIGNS.warning}</span>passed over</span><span class="sub">what it writes is not in this report</span>`}</td><td>${counted(packages, "package")}<span class="sub">${blueprints.join(", ")}</span></td></tr>`);
  const table = html`<table><thead><tr><th scope="col">image or program</th><th scope="col">version</th><th scope="col">run</th><th scope="col">used by</th></tr></thead><tbody>
${joined(rows, "\n")}
</tbody></table>`;
  return { id: "functions", title: "Functions", count: String(functions.length), body: scrolling("Functions", table) };
}

// src/check/html-report/matrix.ts
var WIDE = 9;
function matrixSection({ clusters, packages }, changes, anchors) {
  if (packages.length === 0 && clusters.length === 0) return void 0;
  const changed = changedObjects(changes);
  const columns = [...new Set(packages.map((each) => each.package))].toSorted();
  const rows = [.../* @__PURE__ */ new Set([...clusters.map(({ name }) => name), ...packages.map(({ cluster }) => cluster)])].toSorted();
  const sorted = packages.toSorted((a, b) => key(a) < key(b) ? -1 : 1);
  const numbers2 = new Map(sorted.map((each, index) => [each, index + 1]));
  const of2 = /* @__PURE__ */ new Map();
  for (const each of packages) of2.set(`${each.cluster}
${each.package}`, [...of2.get(`${each.cluster}
${each.package}`) ?? [], each]);
  const own = new Map(clusters.map(({ name, findings }) => [name, findings]));
  const head = html`<tr><th scope="col">cluster</th>${columns.map((name) => html`<th scope="col"><span>${name}</span></th>`)}</tr>`;
  const body = rows.map((cluster) => {
    const cells = columns.map((name) => html`<td>${(of2.get(`${cluster}
${name}`) ?? []).map((each) => cellOf(each, numbers2.get(each), changed))}</td>`);
    return html`<tr data-row><th scope="row">${cluster}${clusterTags(own.get(cluster) ?? [], anchors)}${own.has(cluster) ? void 0 : html`<span class="sub">repository of no cluster</span>`}</th>${cells}</tr>`;
  });
  const table = html`<table class="matrix${columns.length > WIDE ? " many" : ""}"><thead>${head}</thead><tbody>
${joined(body, "\n")}
</tbody></table>`;
  return {
    id: "clusters",
    title: "Clusters and packages",
    count: `${clusters.length} \xD7 ${columns.length}`,
    body: html`${scrolling("Clusters and packages", table, "fit")}${legend(packages, changed)}${packageTable(sorted, numbers2, changed, anchors)}`
  };
}
function key({ cluster, package: name, repository }) {
  return [cluster, name, repository].join("\n");
}
function changedObjects(changes) {
  const counts = /* @__PURE__ */ new Map();
  const whole = /* @__PURE__ */ new Map();
  for (const { object, change, packages } of changes?.diff.groups ?? []) {
    for (const { repository, package: name } of packages) {
      const key2 = `${repository}/${name}`;
      if (object === void 0 && change === "added") whole.set(key2, "new");
      else counts.set(key2, (counts.get(key2) ?? 0) + 1);
    }
  }
  return new Map([...[...counts].map(([key2, count]) => [key2, `\u0394 ${count}`]), ...whole]);
}
function stateOf({ isMade, findings }) {
  if (!isMade) return "none";
  const { error, warning, info } = countBySeverity(findings);
  return error > 0 ? "error" : warning > 0 ? "warning" : info > 0 ? "info" : "good";
}
var WORDS = { none: "not made", error: "errors", warning: "warnings", info: "infos only", good: "nothing found" };
function cellOf(each, number, changed) {
  const state2 = stateOf(each);
  const delta = changed.get(`${each.repository}/${each.package}`);
  const worst2 = state2 === "none" || state2 === "good" ? 0 : each.findings.filter((finding) => severityOf(finding) === state2).length;
  const said = [`${each.package} of ${each.cluster}: ${state2 === "none" || state2 === "good" ? WORDS[state2] : counted(worst2, state2)}`, ...delta === void 0 ? [] : [spoken2(delta)]].join(", ");
  return html`<a class="cell ${state2}" href="#p-${number}" title="${said}" aria-label="${said}"><span class="sign ${state2}" aria-hidden="true">${SIGNS[state2]}</span>${worst2 > 1 ? worst2 : void 0}${delta === void 0 ? void 0 : html`<span class="delta">${delta}</span>`}</a>`;
}
function legend(packages, changed) {
  const used = ["good", "info", "warning", "error", "none"].filter((state2) => packages.some((each) => stateOf(each) === state2));
  return html`<p class="legend">${used.map((state2) => html`<span><span class="cell ${state2}" aria-hidden="true"><span class="sign ${state2}">${SIGNS[state2]}</span></span>${WORDS[state2]}</span>`)}${changed.size === 0 ? void 0 : html`<span>Δ 3: three objects change</span>`}<span>an empty cell: no variant puts the package there</span></p>`;
}
function clusterTags(findings, anchors) {
  const worst2 = worstOf(findings);
  const anchor = findings.filter((finding) => severityOf(finding) === worst2).map((finding) => anchors.get(finding)).find((each) => each !== void 0);
  if (worst2 === void 0 || anchor === void 0) return void 0;
  return html` <a class="tag ${worst2}" href="#${anchor}" aria-label="${counted(findings.length, "finding")} about the cluster itself"><span class="sign" aria-hidden="true">${SIGNS[worst2]}</span>${findings.length}</a>`;
}
function worstOf(findings) {
  return ["error", "warning", "info"].find((severity) => findings.some((finding) => severityOf(finding) === severity));
}
var MOST_LINKS = 6;
function packageTable(packages, numbers2, changed, anchors) {
  if (packages.length === 0) return void 0;
  const rows = packages.map((each) => html`<tr id="p-${numbers2.get(each)}" data-row><th scope="row">${each.cluster}<span class="sub">${each.repository}</span></th><td>${each.package}<span class="sub">from ${each.upstream}</span></td><td>${each.variant}<span class="sub path">${each.at}</span></td><td class="num">${each.isMade ? each.objects : "not made"}</td><td>${foundIn(each, anchors)}${changeOf(each, changed)}</td></tr>`);
  const table = html`<table><thead><tr><th scope="col">cluster, repository</th><th scope="col">package</th><th scope="col">made by variant</th><th scope="col" class="num">objects</th><th scope="col">findings</th></tr></thead><tbody>
${joined(rows, "\n")}
</tbody></table>`;
  return scrolling("Packages one by one", table);
}
function foundIn({ findings, isMade }, anchors) {
  if (findings.length === 0) return isMade ? html`<span class="tag"><span class="sign" aria-hidden="true">${SIGNS.good}</span>none</span>` : severityTag("error");
  const links = findings.slice(0, MOST_LINKS).map((finding) => {
    const anchor = anchors.get(finding);
    return anchor === void 0 ? html`<span class="code">${finding.code ?? "finding"}</span>` : html`<a class="code" href="#${anchor}">${finding.code ?? "finding"}</a>`;
  });
  return html`${countTags(findings)}<span class="sub">${joined(links, " ")}${findings.length > MOST_LINKS ? html` and ${findings.length - MOST_LINKS} more` : void 0}</span>`;
}
function changeOf({ repository, package: name }, changed) {
  const delta = changed.get(`${repository}/${name}`);
  return delta === void 0 ? void 0 : html`<a class="sub" href="#changes">${spoken2(delta)}</a>`;
}
function spoken2(delta) {
  return delta === "new" ? "a new package" : `${counted(Number(delta.slice(2)), "object")} of it ${delta === "\u0394 1" ? "changes" : "change"}`;
}

// src/net/address.ts
function isMapped(address) {
  return address.family === 6 && address.value >> 32n === 0xffffn;
}

// src/net/range.ts
function firstAddress(range) {
  return { family: range.family, value: range.first };
}
function lastAddress(range) {
  return { family: range.family, value: range.last };
}
function sizeOf(range) {
  return range.last - range.first + 1n;
}
function compareRanges(a, b) {
  if (a.family !== b.family) return a.family - b.family;
  if (a.first !== b.first) return a.first < b.first ? -1 : 1;
  return a.last > b.last ? -1 : a.last < b.last ? 1 : 0;
}

// src/net/format.ts
function formatAddress(address) {
  if (address.family === 4) return dotted(address.value);
  return isMapped(address) ? `::ffff:${dotted(address.value & 0xffffffffn)}` : colons(address.value);
}
function formatPrefix(prefix) {
  return `${formatAddress({ family: prefix.family, value: prefix.address })}/${prefix.length}`;
}
function dotted(value) {
  const bits = Number(value);
  return `${bits >>> 24}.${bits >>> 16 & 255}.${bits >>> 8 & 255}.${bits & 255}`;
}
function colons(value) {
  const digits = value.toString(16).padStart(32, "0");
  const groups2 = Array.from({ length: 8 }, (_, index) => Number.parseInt(digits.slice(index * 4, index * 4 + 4), 16));
  const run = longestZeroRun(groups2);
  const write = (part) => part.map((group) => group.toString(16)).join(":");
  if (run.length < 2) return write(groups2);
  return `${write(groups2.slice(0, run.start))}::${write(groups2.slice(run.start + run.length))}`;
}
function longestZeroRun(groups2) {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (const [index, group] of groups2.entries()) {
    if (group !== 0) start = index + 1;
    else if (index + 1 - start > best.length) best = { start, length: index + 1 - start };
  }
  return best;
}

// src/net/family.ts
function bitsOf(family) {
  return family === 4 ? 32 : 128;
}
function hostMask(family, length) {
  return (family === 4 ? HOST_MASKS_4 : HOST_MASKS_6)[length];
}
var hostMasks = (bits) => Array.from({ length: bits + 1 }, (_, length) => (1n << BigInt(bits - length)) - 1n);
var HOST_MASKS_4 = hostMasks(32);
var HOST_MASKS_6 = hostMasks(128);

// src/net/prefix.ts
function prefixOf({ family, value }, length) {
  const host = hostMask(family, length);
  const last3 = value | host;
  const first = last3 ^ host;
  return { family, address: first === value ? first : value, length, first, last: last3 };
}

// src/net/range-set.ts
function merge(ranges) {
  const merged = [];
  let open;
  for (const { family, first, last: last3 } of ranges.toSorted(compareRanges)) {
    if (open && open.family === family && first <= open.last + 1n) {
      if (last3 > open.last) open = { family, first: open.first, last: last3 };
    } else {
      if (open) merged.push(open);
      open = { family, first, last: last3 };
    }
  }
  if (open) merged.push(open);
  return merged;
}
function countAddresses(ranges) {
  return merge(ranges).reduce((sum, range) => sum + sizeOf(range), 0n);
}

// src/net/aggregate.ts
function prefixesOf(range) {
  const prefixes = [];
  for (let first = range.first; first <= range.last; ) {
    const prefix = largestPrefixAt({ ...range, first });
    prefixes.push(prefix);
    first = prefix.last + 1n;
  }
  return prefixes;
}
function asPrefix(range) {
  const prefix = largestPrefixAt(range);
  return prefix.last === range.last ? prefix : void 0;
}
function largestPrefixAt({ family, first, last: last3 }) {
  const bits = bitsOf(family);
  const aligned = first === 0n ? bits : (first & -first).toString(2).length - 1;
  const fitting = (last3 - first + 1n).toString(2).length - 1;
  return prefixOf({ family, value: first }, bits - Math.min(aligned, fitting));
}

// src/net/read-v6.ts
var GROUPS = 8;
var groups = new Uint16Array(GROUPS);

// src/fleet/network/describe.ts
function rangeText(range) {
  if (range.first === range.last) return formatAddress(firstAddress(range));
  const prefix = asPrefix(range);
  return prefix === void 0 ? `${formatAddress(firstAddress(range))}-${formatAddress(lastAddress(range))}` : formatPrefix(prefix);
}

// src/fleet/network/plan/plan.ts
function permilleTaken({ range, taken }) {
  const count = countAddresses(taken);
  const permille = Number(count * 1000n / (range.last - range.first + 1n));
  return count > 0n && permille === 0 ? 1 : permille;
}

// src/check/network-map/fold.ts
var SAMPLE = 4;
function foldLanes({ lanes }, most) {
  if (lanes.length <= most + 1) return { shown: lanes, rest: [] };
  const isContested = ({ blocks }) => blocks.some(({ contests }) => contests.length > 0);
  const contested = lanes.filter(isContested).slice(0, most);
  const others = lanes.filter((lane) => !isContested(lane)).slice(0, Math.max(0, SAMPLE - contested.length));
  const chosen = /* @__PURE__ */ new Set([...contested, ...others]);
  return { shown: lanes.filter((lane) => chosen.has(lane)), rest: lanes.filter((lane) => !chosen.has(lane)) };
}
function foldDomains(plan, most) {
  if (plan.length <= most) return { shown: plan, hidden: 0 };
  const isContested = ({ spaces }) => spaces.some(({ contests }) => contests.length > 0);
  const chosen = new Set([...plan.filter(isContested), ...plan.filter((domain) => !isContested(domain))].slice(0, most));
  return { shown: plan.filter((domain) => chosen.has(domain)), hidden: plan.length - chosen.size };
}
function headingOf(title) {
  return title.charAt(0).toUpperCase() + title.slice(1);
}

// src/check/network-map/svg-parts.ts
function escapeXml(text) {
  return printable(text).replaceAll(new RegExp("\\p{Noncharacter_Code_Point}", "gu"), (character) => `\\u{${character.codePointAt(0).toString(16)}}`).replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
function unit(value) {
  return String(Math.round(value * 10) / 10);
}
function textWidth(text, size) {
  let wide = 0;
  for (const character of text) if (character > "\u02FF") wide++;
  return (text.length + wide) * size * 0.61;
}
function fitText(text, size, width) {
  if (textWidth(text, size) <= width) return text;
  const most = Math.max(1, Math.floor(width / (size * 0.61)) - 1);
  return `${[...text].slice(0, most).join("")}\u2026`;
}
function textAt(x, y, text, style) {
  return `<text x="${unit(x)}" y="${unit(y)}" class="${style}">${escapeXml(text)}</text>`;
}
function rect(x, y, width, height, style, title = "") {
  const shape = `<rect x="${unit(x)}" y="${unit(y)}" width="${unit(width)}" height="${unit(height)}" class="${style}"`;
  return title === "" ? `${shape}/>` : `${shape}><title>${escapeXml(title)}</title></rect>`;
}
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

// src/check/network-map/svg-lane.ts
var ROW = 20;
var LINE2 = 15;
var MOST_ROWS = 4;
var MOST_LINES = 3;
var MOST_NAMED = 24;
var NARROW = 3;
function drawLane(label, blocks, place) {
  const rows = rowsOf(blocks);
  const lines2 = linesOf2(blocks);
  const height = rows.length * ROW;
  const parts = [
    `<g>${textAt(place.left - 10, place.y + 14, fitText(label, 11, place.left - 30), "e")}<title>${escapeXml(label)}</title></g>`,
    rect(place.left, place.y, place.right - place.left, height - 3, "f"),
    ...rows.flatMap((row, index) => drawRow(row, { ...place, y: place.y + index * ROW })),
    ...lines2.map((contest, index) => drawLine(contest, place.y + height + index * LINE2 + 9, place))
  ];
  return { parts, height: height + lines2.length * LINE2 + (lines2.length > 0 ? 4 : 0) };
}
function rowsOf(blocks) {
  const rows = [];
  for (const block of blocks.toSorted((a, b) => compareRanges(a.range, b.range))) {
    const row = rows.find((row2) => row2.at(-1).range.last < block.range.first) ?? (rows.length < MOST_ROWS ? void 0 : rows.at(-1));
    if (row === void 0) rows.push([block]);
    else row.push(block);
  }
  return rows;
}
function drawRow(blocks, place) {
  const { scale, y } = place;
  const isNarrow = (block) => block.contests.length === 0 && scale.spanOf(block.range, 0).width < NARROW;
  const narrow = blocks.filter(isNarrow);
  const runs = scale.runsOf(narrow.map(({ range }) => range)).map(({ x, width }) => rect(x, y, Math.max(width, 2), ROW - 3, "u", narrow.length === 1 ? titleOf3(narrow[0]) : ""));
  return [...runs, ...blocks.filter((block) => !isNarrow(block)).flatMap((block) => drawBlock(block, place)), ...namesBeside(blocks, place)];
}
function namesBeside(blocks, { scale, y, left, right }) {
  const spans = blocks.map(({ range }) => scale.spanOf(range));
  if (blocks.length > MOST_NAMED) return [];
  let from = left;
  return blocks.flatMap((block, index) => {
    const { x, width } = spans[index];
    const before = Math.max(from, index === 0 ? left : spans[index - 1].x + spans[index - 1].width);
    from = x + width;
    if (nameIn(block, width) !== void 0) return [];
    const text = `${block.network} ${rangeText(block.range)}`;
    const needed = textWidth(text, 11) + 12;
    const next = spans[index + 1]?.x ?? right;
    if (x + width + needed <= next) {
      from = x + width + needed;
      return [textAt(x + width + 6, y + 12.5, text, "n")];
    }
    return before + needed <= x ? [textAt(x - 6, y + 12.5, text, "e")] : [];
  });
}
function nameIn({ network, range }, width) {
  return [`${network} ${rangeText(range)}`, network].find((text) => textWidth(text, 11) + 8 <= width);
}
function drawBlock(block, { scale, y }) {
  const { x, width } = scale.spanOf(block.range);
  const height = ROW - 3;
  const text = nameIn(block, width);
  const isDark = block.used.length > 0;
  const contested = block.contests.map(({ range, severity }) => ({ ...scale.spanOf(range), severity }));
  const parts = [
    rect(x, y, width, height, "p"),
    ...scale.runsOf(block.used).map((run) => rect(run.x, y, run.width, height, "u")),
    ...scale.runsOf(block.excluded).map((run) => rect(run.x, y, run.width, height, "x")),
    ...contested.map((run) => rect(run.x, y, run.width, height, run.severity === "error" ? "o" : "w")),
    ...block.gateways.map((range) => gatewayAt(scale.spanOf(range).x, y))
  ];
  if (text !== void 0) parts.push(...labelOf(text, x, y, width, isDark, contested.length > 0 || block.excluded.length > 0));
  return [`<g>${parts.join("")}<title>${escapeXml(titleOf3(block))}</title></g>`];
}
function labelOf(text, x, y, width, isDark, isPatterned) {
  if (!isPatterned) return [textAt(x + 4, y + 12.5, text, isDark ? "l" : "n")];
  const wide = Math.min(width - 4, textWidth(text, 11) + 6);
  return [rect(x + 2, y + 2, wide, ROW - 7, "f"), textAt(x + 5, y + 12.5, text, "n")];
}
function gatewayAt(x, y) {
  return `<path d="M${unit(x - 3)} ${unit(y - 2)}h6l-3 6z" class="g"/>`;
}
function titleOf3({ subject, range, at, contests }) {
  return [`${rangeText(range)}: ${subject}, ${at}`, ...contests.slice(0, MOST_LINES).map((contest) => `${contest.witness} also: ${contest.other}, ${contest.otherAt}`)].join("; ");
}
function linesOf2(blocks) {
  const all = blocks.flatMap(({ contests }) => contests);
  const shown2 = all.slice(0, MOST_LINES);
  return shown2.map((contest, index) => ({ contest, more: index === shown2.length - 1 ? all.length - shown2.length : 0 }));
}
function drawLine({ contest, more }, y, { scale, left, right }) {
  const { witness, other, severity } = contest;
  const text = `${witness} ${severity === "error" ? "taken twice" : "taken twice if they meet"}: also ${other}${more > 0 ? `, and ${more} more` : ""}`;
  const fitting = fitText(text, 11, right - left - 16);
  const { x } = scale.spanOf(contest.range);
  const start = Math.max(left, Math.min(x, right - textWidth(fitting, 11) - 14));
  return `<g><path d="M${unit(x + 1)} ${unit(y - 11)}v${unit(4)}H${unit(start + 4)}v3" fill="none" stroke="#a40e26"/>${textAt(start + 8, y, fitting, "c")}</g>`;
}

// src/check/network-map/svg-scale.ts
var Scale = class {
  #space;
  #x;
  #width;
  constructor(space, x, width) {
    this.#space = space;
    this.#x = x;
    this.#width = width;
  }
  /** Where a range lies, cut to the space; never narrower than `least`. */
  spanOf({ first, last: last3 }, least = 2) {
    const from = this.placeOf(first < this.#space.first ? this.#space.first : first);
    const to = this.placeOf((last3 > this.#space.last ? this.#space.last : last3) + 1n);
    const width = Math.max(least, to - from);
    return { x: Math.min(from, this.#x + this.#width - width), width };
  }
  /** Where an address begins. A millionth of the bar is finer than any picture. */
  placeOf(value) {
    return this.#x + Number((value - this.#space.first) * 1000000n / sizeOf(this.#space)) / 1e6 * this.#width;
  }
  /** Spans of many ranges, those that nearly touch as one: a lane of ten thousand networks has no more than the bar has units. */
  runsOf(sorted) {
    const runs = [];
    for (const range of sorted) {
      const span = this.spanOf(range, 1);
      const open = runs.at(-1);
      if (open !== void 0 && span.x <= open.x + open.width + 0.5) open.width = Math.max(open.width, span.x + span.width - open.x);
      else runs.push({ ...span });
    }
    return runs;
  }
};

// src/check/network-map/svg-map.ts
var WIDTH2 = 1200;
var LEFT = 200;
var RIGHT = WIDTH2 - 24;
var LANES = 12;
var DOMAINS = 80;
var DESCRIBED = 30;
function svgFigure(plan, colours) {
  const { parts, height } = drawn(plan, false);
  return `${openingOf(plan, height)}
${mapPatterns(colours)}
${parts.join("\n")}
</svg>`;
}
function openingOf(plan, height) {
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH2} ${unit(height)}" width="${WIDTH2}" height="${unit(height)}" role="img" aria-labelledby="krm-title krm-desc">`;
  return `${open}
<title id="krm-title">Address plan: ${escapeXml(summaryOf(plan))}</title>
<desc id="krm-desc">${escapeXml(descriptionOf(plan))}</desc>`;
}
function drawn(plan, all) {
  const drawing = new Drawing();
  drawing.head(plan);
  const { shown: shown2, hidden } = foldDomains(plan, all ? Infinity : DOMAINS);
  for (const domain of shown2) drawing.domain(domain, all ? Infinity : LANES);
  if (hidden > 0) drawing.note(`${hidden} more domains without overlaps are not drawn`);
  return { parts: drawing.parts, height: drawing.y + 16 };
}
var Drawing = class {
  parts = [];
  y = 36;
  head(plan) {
    this.parts.push(textAt(16, this.y, "Address plan", "t"), textAt(170, this.y, summaryOf(plan), "q"));
    this.y += 16;
    let x = 16;
    for (const [style, text] of [["p", "set aside for a cluster"], ["u", "handed out or fixed"], ["x", "excluded"], ["o", "taken twice"], ["w", "taken twice, if they meet"], ["f", "free"]]) {
      this.parts.push(rect(x, this.y, 22, 13, style), textAt(x + 28, this.y + 10.5, text, "q"));
      x += 48 + textWidth(text, 11);
    }
    this.parts.push(`<path d="M${unit(x + 3)} ${unit(this.y + 3)}h8l-4 8z" class="g"/>`, textAt(x + 18, this.y + 10.5, "gateway", "q"));
    this.y += 26;
  }
  domain({ title, assumed, spaces }, most) {
    this.y += 22;
    this.parts.push(`<path d="M16 ${unit(this.y - 18)}H${RIGHT}" class="k"/>`, textAt(16, this.y, headingOf(title), "h"));
    if (assumed !== "") this.parts.push(textAt(28 + textWidth(title, 15), this.y, assumed, "q"));
    this.y += 6;
    for (const space of spaces) this.#space(space, most);
  }
  note(text) {
    this.y += 22;
    this.parts.push(textAt(16, this.y, text, "q"));
  }
  #space(space, most) {
    const { range, declared } = space;
    const scale = new Scale(range, LEFT, RIGHT - LEFT);
    this.y += 16;
    const name = rangeText(range);
    this.parts.push(textAt(16, this.y, name, "b"));
    if (declared !== void 0) this.parts.push(textAt(LEFT, this.y, fitText(declared, 11, 620), "q"));
    this.parts.push(textAt(RIGHT, this.y, leftOf(space), "e q"));
    this.y += 14;
    this.#axis(space, scale);
    this.y += 3;
    this.#summary(space, scale);
    const { shown: shown2, rest } = foldLanes(space, most);
    for (const { cluster, blocks } of shown2) this.#lane(cluster ?? "no cluster", blocks, scale);
    if (rest.length > 0) this.#rest(rest.flatMap(({ blocks }) => blocks), rest.length, scale);
    this.y += 6;
  }
  /** The addresses at the quarters. */
  #axis({ range }, scale) {
    const quarters = sizeOf(range) >= 4n ? 4n : 1n;
    for (let part = 0n; part < quarters; part++) {
      const value = range.first + sizeOf(range) / quarters * part;
      const x = scale.placeOf(value);
      this.parts.push(`<path d="M${unit(x)} ${unit(this.y - 8)}v11" class="k"/>`, textAt(x + 3, this.y, formatAddress({ family: range.family, value }), "s"));
    }
  }
  /** Everything in one bar; what is free in it is named. */
  #summary({ taken, free, contests, range }, scale) {
    const { y } = this;
    const height = ROW - 4;
    this.parts.push(textAt(LEFT - 10, y + 12, "all", "e q"), rect(LEFT, y, RIGHT - LEFT, height, "f"));
    for (const { x, width } of scale.runsOf(taken)) this.parts.push(rect(x, y, width, height, "p"));
    this.#contests(contests, scale, height);
    for (const gap of free) {
      const { x, width } = scale.spanOf(gap);
      const prefixes = prefixesOf(gap);
      const text = gap.first === range.first && gap.last === range.last ? "all free" : `free ${prefixes.length === 1 ? formatPrefix(prefixes[0]) : rangeText(gap)}`;
      const fitting = [text, "free"].find((one) => textWidth(one, 10) + 6 <= width);
      if (fitting !== void 0) this.parts.push(textAt(x + width / 2, y + 11.5, fitting, "s m"));
    }
    this.y += ROW + 2;
  }
  /** Hatches what is taken twice in a bar at the present place; what surely is covers what may be. */
  #contests(contests, scale, height) {
    for (const [severity, style] of [["warning", "w"], ["error", "o"]]) {
      const ranges = contests.filter((contest) => contest.severity === severity).map(({ range }) => range);
      for (const { x, width } of scale.runsOf(ranges.toSorted(compareRanges))) this.parts.push(rect(x, this.y, width, height, style));
    }
  }
  #lane(label, blocks, scale) {
    const place = { y: this.y, scale, left: LEFT, right: RIGHT };
    const { parts, height } = drawLane(label, blocks, place);
    this.parts.push(...parts);
    this.y += height + 2;
  }
  /** Many lanes as one. */
  #rest(blocks, count, scale) {
    const sorted = blocks.map(({ range }) => range).toSorted(compareRanges);
    this.parts.push(textAt(LEFT - 10, this.y + 14, `${count} more clusters`, "e q"), rect(LEFT, this.y, RIGHT - LEFT, ROW - 3, "f"));
    for (const { x, width } of scale.runsOf(sorted)) this.parts.push(rect(x, this.y, width, ROW - 3, "p", `${counted(blocks.length, "network")} of ${count} clusters`));
    this.#contests(blocks.flatMap(({ contests }) => contests), scale, ROW - 3);
    this.y += ROW + 2;
  }
};
function leftOf(space) {
  const permille = permilleTaken(space);
  const taken = permille === 1 ? "less than 0.2 %" : `${permille / 10} %`;
  const largest = space.free.flatMap(prefixesOf).toSorted((a, b) => a.length - b.length)[0];
  return `${taken} taken, ${largest === void 0 ? "nothing free" : `largest free ${formatPrefix(largest)}`}`;
}
function summaryOf(plan) {
  const spaces = plan.flatMap(({ spaces: spaces2 }) => spaces2);
  const lanes = spaces.flatMap(({ lanes: lanes2 }) => lanes2);
  const clusters = new Set(lanes.flatMap(({ cluster }) => cluster ?? []));
  const contested = lanes.flatMap(({ blocks }) => blocks).filter(({ contests }) => contests.length > 0).length;
  const twice = contested === 0 ? "no address is taken twice" : `${counted(contested, "network")} with addresses that are taken twice`;
  return `${counted(plan.length, "domain")}, ${counted(clusters.size, "cluster")}, ${counted(lanes.reduce((sum, { blocks }) => sum + blocks.length, 0), "network")}; ${twice}`;
}
function descriptionOf(plan) {
  const said = plan.slice(0, DESCRIBED).map(({ title, spaces }) => {
    const parts = spaces.slice(0, 4).map((space) => {
      const lanes = space.lanes.slice(0, 4).map(({ cluster, blocks }) => `${cluster ?? "no cluster"}: ${blocks.slice(0, 4).map(({ network, range }) => `${network} ${rangeText(range)}`).join(", ")}`);
      const contests = space.contests.slice(0, 4).map(({ witness, subject, other }) => `${witness} is taken by ${subject} and ${other}`);
      return [`${rangeText(space.range)}, ${leftOf(space)}`, ...lanes, ...contests].join("; ");
    });
    return `${title}: ${parts.join(". ")}.`;
  });
  return plan.length > DESCRIBED ? `${said.join(" ")} And ${plan.length - DESCRIBED} more domains.` : said.join(" ");
}

// src/check/html-report/map-colours.ts
var of = (colour) => `var(--${colour})`;
var MAP_COLOURS = { text: of("text"), quiet: of("quiet"), free: of("page"), edge: of("edge"), aside: of("aside"), shape: of("shape"), used: of("used"), onUsed: of("onUsed"), contested: of("bad") };

// src/check/html-report/network.ts
function networkSection(plan) {
  if (plan.length === 0) return void 0;
  return {
    id: "addresses",
    title: "Addresses",
    count: String(plan.length),
    body: html`<p class="lead">The same picture and more of it: <code>krm-fleet net map</code>. Of many clusters those with overlaps are drawn one by one, the others as one lane.</p>${scrolling("Address plan", html`<div class="map">${new Html(svgFigure(plan, MAP_COLOURS))}</div>`, "flat")}`
  };
}

// src/check/html-report/parameters.ts
var MOST_CLUSTERS = 6;
var ABOUT_SETTERS = /^(?:SET|FLT06)/;
var FEW = 8;
var SOURCES = {
  variant: "the variant",
  package: "the package's own function",
  context: "the cluster's context",
  blueprint: "nobody: the text of the blueprint",
  other: "another function"
};
function parametersSection(parameters, anchors) {
  if (parameters.length === 0) return void 0;
  const byPlace = new Map([...anchors].filter(([{ code = "" }]) => ABOUT_SETTERS.test(code)).map(([{ place }, anchor]) => [formatPlace(place), anchor]));
  const count = parameters.reduce((sum, { setters }) => sum + setters.length, 0);
  return {
    id: "parameters",
    title: "Parameters",
    count: String(count),
    body: html`<p class="lead">The value that each setter has in the rendered packages, and who gave it last. <code>krm-fleet explain</code> lists every writer of a field.</p>${joined(parameters.map((each) => blueprintBlock(each, byPlace)), "\n")}`
  };
}
function blueprintBlock({ blueprint, setters }, places) {
  const sorted = setters.toSorted((a, b) => Number(a.values.length > FEW) - Number(b.values.length > FEW));
  const clusters = new Set(setters.flatMap(({ values }) => values.flatMap((each) => each.clusters))).size;
  const bad = setters.filter(({ values }) => values.some(isWrong)).length;
  const table = html`<table><thead><tr><th scope="col">setter</th><th scope="col">value</th><th scope="col">given by</th><th scope="col">clusters</th></tr></thead><tbody>
${joined(sorted.flatMap((setter) => rowsOf2(setter, clusters, places)), "\n")}
</tbody></table>`;
  return html`<details class="file" data-group${bad > 0 || setters.length <= 12 ? html` open` : void 0}><summary><span class="path">${blueprint}</span>${bad === 0 ? void 0 : html`<span class="badge warning">${bad} without effect</span>`}<span class="quiet">${counted(setters.length, "setter")}, ${counted(clusters, "cluster")}</span></summary>${scrolling(`Setters of ${blueprint}`, table, "plain")}</details>`;
}
function isWrong({ unused, shadowed }) {
  return unused || shadowed !== void 0;
}
function rowsOf2({ name, values }, clusters, places) {
  return values.map((each) => html`<tr data-row><th scope="row"><span class="code">${name}</span></th><td><span class="value">${each.value === "" ? '""' : each.value}</span>${badges(each, places)}</td><td>${SOURCES[each.source]}${each.at === "" ? void 0 : html`<span class="sub path">${each.at}</span>`}</td><td>${clustersText(each.clusters, clusters)}</td></tr>`);
}
function badges({ unused, shadowed, at }, places) {
  if (unused) return html` ${badge("warning", "unused", places.get(at))}<span class="sub">no field of the package asks for it</span>`;
  return shadowed === void 0 ? void 0 : html` ${badge("error", "shadowed", places.get(shadowed.at))}<span class="sub">the variant's <span class="value">${shadowed.value}</span> (<span class="path">${shadowed.at}</span>) is overwritten</span>`;
}
function badge(tone, text, anchor) {
  return anchor === void 0 ? html`<span class="badge ${tone}">${text}</span>` : html`<a class="badge ${tone}" href="#${anchor}">${text}</a>`;
}
function clustersText(names, all) {
  if (names.length === all && all > MOST_CLUSTERS) return `all ${all}`;
  return names.length <= MOST_CLUSTERS ? names.join(", ") : `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
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
  if (place !== void 0) for (const [key2, value] of placeEntries(place, report)) map.set(key2, value);
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
  const clusters = fleet?.clusters.map(({ name }) => name);
  const { plan: _, ...rest } = fleet ?? {};
  const data = {
    apiVersion: `${DOMAIN}/v1alpha1`,
    kind: fleet === void 0 ? "CheckReport" : "FleetReport",
    title,
    ...subject !== "" && { subject },
    ...found,
    ...hidden > 0 && { findingsLeftOut: hidden },
    ...fleet !== void 0 && { ...rest, clusters, packages },
    ...changes !== void 0 && { changes: { base: changes.base, ...changes.diff, notCompared: Object.fromEntries(changes.notCompared) } }
  };
  return JSON.stringify(data).replaceAll(UNSAFE, (character) => character.split("").map((unit2) => `\\u${unit2.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""));
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

// src/check/html-report/sets.ts
function setsSection(sets) {
  if (sets.length === 0) return void 0;
  const rows = sets.flatMap(({ package: name, rows: own }) => own.map((row) => html`<tr data-row><th scope="row">${row.set}<span class="sub">${name}</span></th><td>${row.configMap}</td><td class="num">${row.objects}</td><td class="num">${row.valueBytes}</td><td>${barOf(row)}</td><td>${noteOf(row)}</td></tr>`));
  const table = html`<table><thead><tr><th scope="col">set, package</th><th scope="col">ConfigMap</th><th scope="col" class="num">objects</th><th scope="col" class="num">bytes</th><th scope="col">of ${LARGEST_CONFIG_MAP}</th><th scope="col">note</th></tr></thead><tbody>
${joined(rows, "\n")}
</tbody></table>`;
  return { id: "sets", title: "ClusterResourceSets", count: String(sets.length), body: html`<p class="lead">Bytes of the values in each ConfigMap; an API server takes ${LARGEST_CONFIG_MAP}.</p>${scrolling("ClusterResourceSets", table)}` };
}
var WIDTH3 = 240;
var SCALE = WIDTH3 / (LARGEST_CONFIG_MAP * 1.2);
function barOf({ valueBytes }) {
  const limit = Math.round(LARGEST_CONFIG_MAP * SCALE);
  const length = Math.max(1, Math.min(WIDTH3, Math.round(valueBytes * SCALE)));
  const percent = Math.round(valueBytes / LARGEST_CONFIG_MAP * 1e3) / 10;
  return html`<svg class="bar" viewBox="0 0 ${WIDTH3} 16" preserveAspectRatio="none" role="img" aria-label="${percent} % of what an API server takes"><rect class="track" x="0.5" y="2.5" width="${WIDTH3 - 1}" height="11"/><rect class="${valueBytes > LARGEST_CONFIG_MAP ? "over" : "fill"}" x="0" y="3" width="${length}" height="10"/><path class="limit" d="M${limit} 0v16"/></svg>`;
}
function noteOf({ valueBytes, clientSideBytes }) {
  if (valueBytes > LARGEST_CONFIG_MAP) return html`<span class="badge error">too large for the API server</span>`;
  return clientSideBytes > LARGEST_ANNOTATIONS ? html`<span class="badge warning">apply on the server side</span>` : void 0;
}

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
.scroll.fit{width:fit-content;max-width:100%}
table{border-collapse:separate;border-spacing:0;width:100%;font-size:.9rem}
caption{text-align:left;color:var(--quiet);padding:.5rem .75rem;caption-side:bottom}
details>.scroll{border:0;border-radius:0 0 6px 6px}
@media screen{.scroll:not(.fit)>table{min-width:46rem}}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem;border-bottom:1px solid var(--line);overflow-wrap:break-word}
tbody tr:last-child>*{border-bottom:0}
thead th{position:sticky;top:0;z-index:2;background:var(--panel);font-weight:600;white-space:nowrap}
tbody th{font-weight:600}
td.num,th.num{text-align:right;white-space:nowrap}
td .path,td .value,td .sub,td .code{overflow-wrap:anywhere}
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
.sub{display:block;font-weight:400;color:var(--quiet);font-size:.8667rem}
.old,.new{display:block;text-decoration:none;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.8667em;padding:.05rem .5rem;overflow-wrap:anywhere;white-space:pre-wrap}
.old{color:var(--bad);background:var(--badPanel)}.old::before{content:"\\2212 "}
.new{color:var(--good);background:var(--goodPanel)}.new::before{content:"+ "}
.fields{list-style:none;padding:.6rem .9rem .8rem}.fields li+li{margin-top:.55rem}
.group>summary .kindof{font-weight:650}
.bar{display:block;width:100%;min-width:10rem;height:1rem}
.bar .track{fill:var(--panel);stroke:var(--edge)}.bar .fill{fill:var(--shape)}.bar .over{fill:var(--bad)}.bar .limit{stroke:var(--text);stroke-dasharray:3 2}
`;

// src/check/html-report/style.ts
var MAP2 = mapRules(MAP_COLOURS, ".map ");
var STYLE2 = `
:root{color-scheme:light;${declarations(LIGHT)}}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;${declarations(DARK)}}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:7rem;-webkit-text-size-adjust:100%}
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
.sign.none{background:var(--bad);border-radius:2px}
.tag{display:inline-flex;gap:.35em;align-items:center;font-size:.8667rem;font-weight:600;white-space:nowrap;color:var(--good)}
.tag.error{color:var(--bad)}.tag.warning{color:var(--warn)}.tag.info{color:var(--note)}
.counts{display:inline-flex;flex-wrap:wrap;gap:.2rem .9rem}
.label{font-size:.7333rem;font-weight:650;letter-spacing:.05em;text-transform:uppercase;color:var(--quiet);margin-right:.25rem}
.byrule{list-style:none;columns:2 26rem;column-gap:2rem;margin-bottom:1.1rem;font-size:.9rem}
.byrule li{display:grid;grid-template-columns:auto 1.9rem auto 1fr;gap:.55rem;align-items:baseline;break-inside:avoid;padding:.1rem 0}.byrule .sign{align-self:start;margin-top:.3rem}.byrule .num{text-align:right;font-weight:650}
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
.finding:target,.rule:target,tr:target>*{background:var(--notePanel)}
tr{scroll-margin-top:3rem}.finding{scroll-margin-top:2.75rem}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--quiet);font-size:.8667rem}
${TABLE_STYLE}
.map svg{display:block;width:100%;min-width:60rem;height:auto}
.map path[stroke]{stroke:var(--bad)}
${MAP2}
@media (max-width:40rem){.page{padding:1.25rem 1rem 3rem}nav{margin:0 -1rem;padding:0 1rem}h1{font-size:1.4rem}.verdict{padding:.8rem .9rem}.figures{gap:.5rem 1.4rem}.filter label span{display:none}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media (forced-colors:active){.sign,.cell{border:1px solid}}
@media print{
@page{margin:14mm}
html{font-size:11.5px}body{font-size:11.5px}.page{max-width:none;padding:0}nav,.skip{display:none}
.part{padding-top:1.25rem}.part>h2{break-after:avoid}.finding,.rule,tr,.file>summary{break-inside:avoid}
.scroll{max-height:none!important;overflow:visible!important}.frame{white-space:pre-wrap;overflow:visible}
.scroll.fit{width:auto}thead th,.matrix th[scope=row]{white-space:normal}.matrix{font-size:10px}.matrix th,.matrix td{padding:.2rem .3rem}.cell{min-width:0;padding:.1rem .3rem}
.map svg{min-width:0}a{color:inherit;text-decoration:none}
details::details-content{content-visibility:visible!important;block-size:auto!important;opacity:1!important}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;

// src/check/html-report/syncs.ts
function syncSection(syncs) {
  if (syncs.length === 0) return void 0;
  const pulled = syncs.filter(({ repositories }) => repositories.some(({ pullers }) => pullers.length > 0)).length;
  const rows = syncs.flatMap(({ cluster, repositories }) => {
    if (repositories.length === 0) return [html`<tr data-row><th scope="row">${cluster}</th><td>${state("warning", "not registered")}</td><td class="quiet">no Repository object</td><td></td></tr>`];
    return repositories.map(({ name, url, branch, at, pullers }) => html`<tr data-row><th scope="row">${cluster}</th><td>${name}<span class="sub path">${at}</span></td><td><span class="path">${url ?? "no address"}</span>${branch === void 0 ? void 0 : html`<span class="sub">branch ${branch}</span>`}</td><td>${pullersOf(pullers, pulled > 0)}</td></tr>`);
  });
  const table = html`<table><thead><tr><th scope="col">cluster</th><th scope="col">repository</th><th scope="col">address</th><th scope="col">pulled by</th></tr></thead><tbody>
${joined(rows, "\n")}
</tbody></table>`;
  return {
    id: "sync",
    title: "Repositories and sync",
    count: `${pulled} of ${syncs.length}`,
    body: html`<p class="lead">Which object of the fleet makes a cluster pull from its repository. What somebody applied by hand is not in these files; <code>krm-fleet bootstrap bundle</code> makes what is missing.</p>${scrolling("Repositories and sync", table)}`
  };
}
function pullersOf(pullers, isKept) {
  if (pullers.length === 0) return state(isKept ? "warning" : "info", "nothing in the fleet");
  return html`<ul class="list">${pullers.map(({ object, reads, at }) => html`<li>${state("good", object)}<span class="sub">${reads === "" ? void 0 : html`${reads}, `}<span class="path">${at}</span></span></li>`)}</ul>`;
}
function state(tone, text) {
  return html`<span class="tag ${tone}"><span class="sign" aria-hidden="true">${SIGNS[tone]}</span>${text}</span>`;
}

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
${verdict2(content)}
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
function sectionsOf({ report, fleet, changes }, found) {
  return [
    fleet && matrixSection(fleet, changes, found.anchors),
    changesSection(changes),
    findingsSection(report, found),
    fleet && networkSection(fleet.plan),
    fleet && syncSection(fleet.syncs),
    fleet && parametersSection(fleet.parameters, found.anchors),
    fleet && functionsSection(fleet.functions),
    fleet && setsSection(fleet.sets),
    rulesSection(report, found)
  ];
}
function verdict2({ report, fleet, changes, notes = [] }) {
  const counts = countBySeverity(report.findings);
  const tone = counts.error > 0 ? "error" : counts.warning > 0 ? "warning" : "good";
  const word = describeCounts(counts);
  const made = fleet?.packages.filter(({ isMade }) => isMade).length ?? 0;
  const files = new Set(report.findings.flatMap(({ place }) => place?.file ?? [])).size;
  const figures = [
    ...fleet === void 0 ? [] : [["clusters", String(fleet.clusters.length)], ["packages made", made === fleet.packages.length ? String(made) : `${made} of ${fleet.packages.length}`]],
    ...changes === void 0 ? [] : [["changed objects", String(changes.diff.objects)]],
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
