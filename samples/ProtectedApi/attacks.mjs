// Holds a session that is bound to a key, calls the protected API with it, and then plays whoever has stolen something.
// Node.js 18 or later, and nothing else. See README.md beside this file for how to run it.
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { argv, env, exit } from 'node:process';

const service = env.SERVICE ?? 'http://127.0.0.1:5080';
const api = env.API ?? 'http://127.0.0.1:5000';
const credentials = Buffer.from(`${encodeURIComponent(env.CLIENT_ID ?? 'dev')}:${encodeURIComponent(env.CLIENT_SECRET ?? argv[2] ?? '')}`).toString('base64');

const json64 = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);

// A key pair, and proofs by it (RFC 9449 section 4.2).
function makeKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
  const header = json64({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } });
  return (method, uri, { token, nonce, at = now() } = {}) => {
    const ath = token && createHash('sha256').update(token).digest('base64url');
    const signed = `${header}.${json64({ jti: randomUUID(), htm: method, htu: uri, iat: at, ath, nonce })}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  };
}

// What a login service does after multi-factor authentication: the holder proves its key over a request to the login service.
async function establish(proveKey) {
  const uri = 'https://login.example.com/session';
  const response = await fetch(`${service}/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Basic ${credentials}` },
    body: JSON.stringify({
      sub: 'alice', class: 'interactive', aud: ['orders'], scope: 'orders.read',
      authentication: { amr: ['pwd', 'otp'], auth_time: now() },
      cnf_proof: { proof: proveKey('POST', uri), method: 'POST', uri },
    }),
  });
  if (response.status !== 201) {
    throw new Error(`No session: ${response.status} ${await response.text()}`);
  }

  return response.json();
}

let wrong = 0;

async function call(what, expected, headers) {
  const response = await fetch(`${api}/`, { headers });
  const nonce = response.headers.get('DPoP-Nonce');
  const answer = `${response.status} ${response.headers.get('WWW-Authenticate') ?? (await response.text())}`;
  const good = answer.startsWith(expected);
  console.log(`${what}\n    ${answer}${nonce ? '\n    DPoP-Nonce: (a new one)' : ''}\n    ${good ? 'as it should be' : `NOT as it should be: ${expected}`}`);
  wrong += good ? 0 : 1;
  return nonce;
}

const owner = makeKey();
const thief = makeKey();
const { token, token_type } = await establish(owner);
console.log(`alice holds a session; its token is presented as ${token_type}.\n`);

const url = `${api}/`;
const captured = { Authorization: `DPoP ${token}`, DPoP: owner('GET', url, { token }) };
await call('1. A call with the token and a proof by its key.', '200', captured);
await call('2. The token is stolen and sent alone.', '401 DPoP error="invalid_token"', { Authorization: `Bearer ${token}` });
await call('3. The token is stolen and sent with a proof by the thief\'s own key.', '401 DPoP error="invalid_token"', { Authorization: `DPoP ${token}`, DPoP: thief('GET', url, { token }) });
await call('4. The whole call is captured and sent again.', '401 DPoP error="invalid_dpop_proof"', captured);
await call('5. A proof for another URI is sent here.', '401 DPoP error="invalid_dpop_proof"', { Authorization: `DPoP ${token}`, DPoP: owner('GET', `${api}/orders`, { token }) });
const nonce = await call('6. The owner calls with a clock that is five minutes slow, and is told a nonce.', '401 DPoP error="use_dpop_nonce"', { Authorization: `DPoP ${token}`, DPoP: owner('GET', url, { token, at: now() - 300 }) });
await call('7. It calls again, with the nonce and the same clock.', '200', { Authorization: `DPoP ${token}`, DPoP: owner('GET', url, { token, nonce, at: now() - 300 }) });
exit(wrong === 0 ? 0 : 1);
