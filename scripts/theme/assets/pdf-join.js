// Several handouts as one PDF, still tagged and titled, with a bookmark for each: what scripts/handouts/join.py does, in the
// same order, so that both give the same bytes. Only PDFs as our build writes them are understood.
const [PAGES, OUTLINES, ROOT, DOCUMENT, METADATA, INFO, CATALOG] = [1, 2, 3, 4, 5, 6, 7];
const REFERENCE = /\((?:[^()\\]|\\[^])*\)|<[0-9A-Fa-f]*>|(\d+) 0 R/g;
const PAIR = /(\(\w+\)|\d+) ?(\d+) 0 R/g;

// parts: [{ title, bytes }]; title and language of the whole. Text in which each character is a byte is called plain.
export function joinPdfs(parts, title, language) {
  const joined = { written: new Map(), pages: [], bookmarks: [], items: [], tops: [], keys: [], cells: [], roles: "", free: CATALOG + 1 };
  for (const part of parts) add(joined, part.title, read(part.bytes));
  close(joined, title, language);
  return file(joined.written);
}

function read(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  const start = parseInt(text.slice(text.lastIndexOf("startxref") + 9), 10);
  const offsets = [...text.slice(start).matchAll(/\d{10} \d{5} n/g)].map((row) => parseInt(row[0], 10));
  const ends = [...offsets, start].sort((a, b) => a - b);
  const objects = new Map();
  for (const offset of offsets) {
    const whole = text.slice(offset, ends[ends.indexOf(offset) + 1]);
    const head = whole.indexOf(" 0 obj\n");
    objects.set(parseInt(whole.slice(0, head), 10), whole.slice(head + 7, whole.lastIndexOf("\nendobj")));
  }
  const number = (where, after) => parseInt(where.slice(where.indexOf(after) + after.length), 10);
  const trailer = text.slice(text.lastIndexOf("trailer"));
  const catalog = number(trailer, "/Root ");
  const root = objects.get(catalog);
  return {
    objects, catalog, info: number(trailer, "/Info "), metadata: number(root, "/Metadata "), pages: number(root, "/Pages "),
    outlines: number(root, "/Outlines "), structure: number(root, "/StructTreeRoot "),
  };
}

function add(joined, name, pdf) {
  const place = joined.items.length, key = joined.keys.length, item = joined.free;
  const numbers = new Map([[pdf.pages, PAGES], [pdf.outlines, item], [pdf.structure, DOCUMENT]]);
  const roots = [...numbers.keys(), pdf.catalog, pdf.info, pdf.metadata];
  const own = [...pdf.objects.keys()].filter((number) => !roots.includes(number)).sort((a, b) => a - b);
  own.forEach((number, count) => numbers.set(number, item + 1 + count));
  joined.free = item + 1 + own.length;
  const moved = (number) => move(pdf.objects.get(number), numbers, key, place);
  const tree = moved(pdf.structure);
  const tops = references(between(tree, "/K[", "]"));
  for (const number of own) {
    const body = moved(number);
    joined.written.set(numbers.get(number), tops.includes(`${numbers.get(number)} 0 R`) ? body.replace("/S/Document", "/S/Part") : body);
  }
  const kids = references(between(moved(pdf.pages), "/Kids[", "]"));
  const inner = moved(pdf.outlines).match(/\/First \d+ 0 R\/Last \d+ 0 R/);
  joined.bookmarks.push(`<</Title${textString(name)}/Parent ${OUTLINES} 0 R/Dest[${kids[0]}/Fit]${inner ? `${inner[0]}/Count -1` : ""}`);
  joined.items.push(item);
  joined.pages.push(...kids);
  joined.tops.push(...tops);
  for (const [, one, number] of between(tree, "/Nums[", "]").matchAll(PAIR)) joined.keys.push(`${Number(one) + key} ${number} 0 R`);
  for (const [, one, number] of between(tree, "/IDTree<</Names[", "]").matchAll(PAIR)) joined.cells.push(`${one}${number} 0 R`);
  joined.roles ||= between(tree, "/RoleMap<<", ">>");
}

function move(body, numbers, key, place) {
  const end = body.indexOf(">>\nstream\n");
  const head = end < 0 ? body : body.slice(0, end);
  return head
    .replace(REFERENCE, (whole, number) => (number ? `${numbers.get(Number(number))} 0 R` : whole))
    .replace(/\/(StructParents?) (\d+)/g, (_, name, number) => `/${name} ${Number(number) + key}`)
    .replace(/\((U\d+x\d+y\d+)\)/g, (_, cell) => `(${String(place).padStart(3, "0")}${cell})`) + (end < 0 ? "" : body.slice(end));
}

function close({ written, pages, bookmarks, items, tops, keys, cells, roles }, title, language) {
  items.forEach((item, place) => {
    const before = place ? `/Prev ${items[place - 1]} 0 R` : "";
    const after = place + 1 < items.length ? `/Next ${items[place + 1]} 0 R` : "";
    written.set(item, `${bookmarks[place]}${before}${after}>>`);
  });
  written.set(PAGES, `<</Type/Pages/Count ${pages.length}/Kids[${pages.join(" ")}]>>`);
  written.set(OUTLINES, `<</Type/Outlines/First ${items[0]} 0 R/Last ${items.at(-1)} 0 R/Count ${items.length}>>`);
  written.set(ROOT, `<</Type/StructTreeRoot/RoleMap<<${roles}>>/K[${DOCUMENT} 0 R]/ParentTree<</Nums[${keys.join(" ")}]>>` +
    `${cells.length ? `/IDTree<</Names[${cells.join("")}]>>` : ""}/ParentTreeNextKey ${keys.length}>>`);
  written.set(DOCUMENT, `<</Type/StructElem/S/Document/P ${ROOT} 0 R/K[${tops.join(" ")}]>>`);
  const packet = plain(xmp(title, language));
  written.set(METADATA, `<</Length ${packet.length}/Type/Metadata/Subtype/XML>>\nstream\n${packet}\nendstream`);
  written.set(INFO, `<</Title${textString(title)}>>`);
  written.set(CATALOG, `<</Type/Catalog/Pages ${PAGES} 0 R/Metadata ${METADATA} 0 R/Lang(${language})/StructTreeRoot ${ROOT} 0 R` +
    `/MarkInfo<</Marked true/Suspects false>>/ViewerPreferences<</DisplayDocTitle true/Direction/L2R>>/Outlines ${OUTLINES} 0 R>>`);
}

function file(written) {
  const parts = ["%PDF-1.7\n%\x80\x80\x80\x80\n"], rows = ["0000000000 65535 f\r\n"];
  let size = parts[0].length;
  for (let number = 1; number <= written.size; number++) {
    const whole = `${number} 0 obj\n${written.get(number)}\nendobj\n`;
    rows.push(`${String(size).padStart(10, "0")} 00000 n\r\n`);
    parts.push(whole);
    size += whole.length;
  }
  parts.push(`xref\n0 ${rows.length}\n${rows.join("")}trailer\n<</Size ${rows.length}/Root ${CATALOG} 0 R/Info ${INFO} 0 R>>\nstartxref\n${size}\n%%EOF`);
  const text = parts.join("");
  return Uint8Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}

function xmp(title, language) {
  return '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">' +
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>` +
    `<dc:language><rdf:Bag><rdf:li>${escaped(language)}</rdf:li></rdf:Bag></dc:language>` +
    '<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>';
}

const escaped = (text) => text.replace(/[&<>'"]/g, (one) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", "'": "&#39;", '"': "&#34;" })[one]);
const plain = (text) => String.fromCharCode(...new TextEncoder().encode(text));
const references = (text) => text.match(/\d+ 0 R/g) || [];
const between = (text, opening, closing) => (text.includes(opening) ? text.split(opening, 2)[1].split(closing, 1)[0] : "");
const textString = (words) => `<FEFF${[...Array(words.length).keys()].map((at) => words.charCodeAt(at).toString(16).padStart(4, "0").toUpperCase()).join("")}>`;
