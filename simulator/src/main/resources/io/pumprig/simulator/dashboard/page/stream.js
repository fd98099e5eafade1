// What the server tells, as it tells it. The stream is read with fetch rather than with EventSource,
// which cannot carry a token.

/** The server says something at least every 2 s; a silence of this long is a lost connection. */
const SILENCE_MS = 6000;
const FIRST_WAIT_MS = 500;
const MOST_WAIT_MS = 5000;

/**
 * Listens for as long as the page lives, and tries again by itself.
 *
 * @param headers a function: what the server has to be told, the token if there is one
 * @param opened called when a connection is there, before its first event
 * @param heard called with the name and the content of each event
 * @param lost called with a plain sentence when there is no connection, `denied` being true where
 *     the server wants a token first
 */
export async function listen(headers, opened, heard, lost) {
  let wait = FIRST_WAIT_MS;
  for (;;) {
    const ended = new AbortController();
    let watch = 0;
    const alive = () => {
      clearTimeout(watch);
      watch = setTimeout(() => ended.abort(), SILENCE_MS);
    };
    let denied = false;
    try {
      alive();
      const answer = await fetch('api/stream', {headers: headers(), signal: ended.signal, cache: 'no-store'});
      denied = answer.status === 401;
      if (!answer.ok) {
        throw new Error(`it answered ${answer.status}`);
      }
      opened();
      wait = FIRST_WAIT_MS;
      await read(answer.body.getReader(), alive, heard);
      lost('The page has lost its server. It tries again by itself.', false);
    } catch (e) {
      lost(denied
        ? 'The server wants its token first.'
        : 'The page cannot reach its server. It tries again by itself.', denied);
    } finally {
      clearTimeout(watch);
      ended.abort();
    }
    await new Promise(resolve => setTimeout(resolve, wait));
    wait = Math.min(MOST_WAIT_MS, wait * 2);
  }
}

async function read(reader, alive, heard) {
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const {value, done} = await reader.read();
    if (done) {
      return;
    }
    alive();
    const blocks = (rest + decoder.decode(value, {stream: true})).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      take(block, heard);
    }
  }
}

function take(block, heard) {
  let name = 'message';
  let data = '';
  for (const line of block.split('\n')) {
    if (line.startsWith('event:')) {
      name = line.slice(6).trim();
    } else if (line.startsWith('data:')) {
      data += line.slice(5).trim();
    }
  }
  if (data) {
    heard(name, JSON.parse(data));
  }
}
