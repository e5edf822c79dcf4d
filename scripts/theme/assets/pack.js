/* The pack of handouts: what is ticked stands in the address, and is fetched as one ZIP file made in the browser. */
(() => {
  const bar = document.getElementById("packbar");
  if (!bar) return;
  const boxes = [...document.querySelectorAll(".pick input")];
  const count = document.getElementById("pack-count");
  const get = document.getElementById("pack-get");
  const words = bar.dataset;

  const chosen = () => boxes.filter((box) => box.checked);
  const megabytes = (bytes) => (bytes / 1048576).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });

  function show() {
    const files = chosen();
    const bytes = files.reduce((sum, box) => sum + Number(box.dataset.bytes), 0);
    count.textContent = files.length ? words.some.replace("{n}", files.length).replace("{size}", megabytes(bytes)) : words.none;
    get.disabled = files.length === 0;
    const names = files.map((box) => box.value).join(",");
    history.replaceState(null, "", names ? `#vaelg=${names}` : location.pathname + location.search);
  }

  function readAddress() {
    const match = /^#vaelg=(.+)$/.exec(decodeURIComponent(location.hash));
    const names = new Set(match ? match[1].split(",") : []);
    for (const box of boxes) box.checked = names.has(box.value);
  }

  // CRC-32 as ZIP wants it.
  const table = Uint32Array.from({ length: 256 }, (_, n) => {
    for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    return n >>> 0;
  });
  const checksum = (bytes) => {
    let value = 0xffffffff;
    for (const byte of bytes) value = table[(value ^ byte) & 0xff] ^ (value >>> 8);
    return (value ^ 0xffffffff) >>> 0;
  };

  // A ZIP archive of files that are stored as they are; PDFs are compressed already.
  function zip(files) {
    const parts = [], directory = [];
    let offset = 0;
    for (const { name, bytes } of files) {
      const encoded = new TextEncoder().encode(name);
      const common = new DataView(new ArrayBuffer(26));
      common.setUint16(0, 20, true);
      common.setUint16(2, 0x0800, true); // names are UTF-8
      common.setUint16(8, 0x0021, true); // 1 January 1980
      common.setUint32(10, checksum(bytes), true);
      common.setUint32(14, bytes.length, true);
      common.setUint32(18, bytes.length, true);
      common.setUint16(22, encoded.length, true);
      const head = new Uint8Array(common.buffer);
      parts.push(Uint8Array.of(0x50, 0x4b, 3, 4), head, encoded, bytes);
      const tail = new DataView(new ArrayBuffer(14));
      tail.setUint32(10, offset, true);
      directory.push(Uint8Array.of(0x50, 0x4b, 1, 2, 20, 0), head, new Uint8Array(tail.buffer), encoded);
      offset += 30 + encoded.length + bytes.length;
    }
    const size = directory.reduce((sum, part) => sum + part.length, 0);
    const end = new DataView(new ArrayBuffer(22));
    end.setUint32(0, 0x06054b50, true);
    end.setUint16(8, files.length, true);
    end.setUint16(10, files.length, true);
    end.setUint32(12, size, true);
    end.setUint32(16, offset, true);
    return new Blob([...parts, ...directory, end], { type: "application/zip" });
  }

  async function download() {
    get.disabled = true;
    count.textContent = words.working;
    try {
      const files = await Promise.all(chosen().map(async (box) => {
        const answer = await fetch(box.dataset.url);
        if (!answer.ok) throw new Error(String(answer.status));
        return { name: `${box.value.replaceAll("/", "-")}.pdf`, bytes: new Uint8Array(await answer.arrayBuffer()) };
      }));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(zip(files));
      link.download = words.file;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      count.textContent = words.done;
    } catch {
      count.textContent = words.failed;
    }
    get.disabled = false;
  }

  for (const label of document.querySelectorAll(".pick")) label.hidden = false;
  bar.hidden = false;
  for (const box of boxes) box.addEventListener("change", show);
  get.addEventListener("click", download);
  document.getElementById("pack-clear").addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    show();
  });
  const copy = document.getElementById("pack-copy");
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    count.textContent = copy.dataset.done;
  });
  addEventListener("hashchange", () => { readAddress(); show(); });
  readAddress();
  show();
})();
