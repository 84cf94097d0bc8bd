// What the programs beside this file share: where things are, and a login service that establishes sessions.
import { env } from 'node:process';

export const service = env.SERVICE;
export const api = env.API;
export const clientId = env.CLIENT_ID;
export const clientSecret = env.CLIENT_SECRET;
export const loginUri = 'https://login.example.com/session';

export const now = () => Math.floor(Date.now() / 1000);

const basic = () => `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}`;

export async function post(path, body) {
  const response = await fetch(service + path, { method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: basic() }, body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}

/** Establishes a session for a key that was shown by a proof over a request to the login service. */
export const establish = (proof) => post('/sessions', {
  sub: 'alice', class: 'interactive', aud: ['orders'], scope: 'orders.read',
  authentication: { amr: ['pwd', 'otp'], auth_time: now() },
  cnf_proof: { proof, method: 'POST', uri: loginUri },
});

/** One call of the protected API, as it stands. */
export async function call(headers, path = '/') {
  const response = await fetch(api + path, { headers });
  return { status: response.status, text: await response.text(), challenge: response.headers.get('WWW-Authenticate'), nonce: response.headers.get('DPoP-Nonce'), cache: response.headers.get('Cache-Control') };
}

/** Says that a line of the standards held. */
export const held = (id, what) => console.log(`${id} ${what}`);
