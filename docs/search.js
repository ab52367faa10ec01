// Error texts can be pasted into the search field. The theme hands what is typed to lunr as a query, where `python:3.12`
// asks for a field named `python`, `for` finds every word that begins like it, and one word of a title outweighs a whole
// line of a log. So punctuation and common words are left out, and three words or more are searched for exactly as they are,
// in the text of the pages.
(() => {
  const QUERY = 2;
  const COMMON = new Set(
    "a all an and any are as at be been but by can cannot could did do does err for from has have if in into is it its line may must named no not of on only or so than that the there this to was were what when which will with you your".split(" "),
  );

  const words = (typed) =>
    typed
      .toLowerCase()
      .split(/[^\p{L}\p{N}._-]+/u)
      .map((word) => word.replace(/^[._-]+|[._-]+$/g, ""))
      .filter(Boolean);

  const query = (typed) => {
    const all = words(typed);
    const telling = all.filter((word) => !COMMON.has(word) && word.length > 1 && !/^[0-9]+$/.test(word));
    const kept = telling.length ? telling : all;
    return kept.length < 3 ? kept.join(" ") : kept.map((word) => `text:${word.replaceAll("-", "^1 text:")}^1`).join(" ");
  };

  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    const asked = message && message.type === QUERY && typeof message.data === "string";
    return send.call(this, asked ? { ...message, data: query(message.data) } : message, ...rest);
  };
})();
