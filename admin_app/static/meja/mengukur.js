// How long a text is for a channel: characters, bytes, or X's weights. The server counts again and decides.

const LINK = /(?<![\w@])(?:https?:\/\/[^\s]+|(?:[a-z0-9-]+\.)+(?:com|net|org|info|biz|id|go\.id|co\.id|me|tv|app|gov|edu)(?:\/[^\s]*)?)(?!\w)/gi;
const EMOJI = /(?:\p{RI}{2}|[0-9#*]\uFE0F?\u20E3|\p{Extended_Pictographic}(?:\uFE0F|\p{EMod})?(?:\u200D\p{Extended_Pictographic}(?:\uFE0F|\p{EMod})?)*)/gu;
const LIGHT = [[0, 4351], [8192, 8205], [8208, 8223], [8242, 8247]];

function weight(sign) {
  const point = sign.codePointAt(0);
  return LIGHT.some(([first, last]) => first <= point && point <= last) ? 1 : 2;
}

function weighted(text) {
  let total = 0;
  const bare = text.normalize("NFC").replace(LINK, () => { total += 23; return ""; })
    .replace(EMOJI, (sign) => { total += sign === "©" || sign === "®" ? 1 : 2; return ""; });
  return [...bare].reduce((sum, sign) => sum + weight(sign), total);
}

export const lengthOf = {
  karakter: (text) => [...text].length,
  bita: (text) => new TextEncoder().encode(text).length,
  "karakter berbobot": weighted,
};
