// A client of OAuth that knows nothing of this service but its address: discovery, introspection, revocation, and a protected resource whose nonces it keeps by itself.
import assert from 'node:assert/strict';
import * as dpop from 'dpop';
import { calculateJwkThumbprint, exportJWK } from 'jose';
import * as oauth from 'oauth4webapi';
import { api, clientId, clientSecret, establish, held, loginUri, service } from './holder.mjs';

// Everything is on loopback.
const insecure = { [oauth.allowInsecureRequests]: true };
const client = { client_id: clientId };
const authentication = oauth.ClientSecretBasic(clientSecret);

const issuer = new URL(service);
const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure }));
assert.deepEqual(server.dpop_signing_alg_values_supported, ['ES256', 'PS256', 'RS256']);
held('T12', 'the metadata is discovered');

const introspect = async (token) => oauth.processIntrospectionResponse(server, client, await oauth.introspectionRequest(server, client, authentication, token, insecure));
const revoke = async (token) => oauth.processRevocationResponse(await oauth.revocationRequest(server, client, authentication, token, insecure));

async function makeSession() {
  const keys = await oauth.generateKeyPair('ES256', { extractable: true });
  const { status, body } = await establish(await dpop.generateProof(keys, loginUri, 'POST'));
  assert.equal(status, 201, JSON.stringify(body));
  return { keys, token: body.token, jkt: await calculateJwkThumbprint(await exportJWK(keys.publicKey)) };
}

// As its documentation says: once more, with the nonce that the handle has taken from the challenge.
async function request(token, method, url, handle) {
  const send = () => oauth.protectedResourceRequest(token, method, new URL(url), new Headers(), null, { DPoP: handle, ...insecure });
  try {
    return { response: await send(), sent: 1 };
  } catch (error) {
    if (!oauth.isDPoPNonceError(error)) {
      throw error;
    }

    return { response: await send(), sent: 2 };
  }
}

const session = await makeSession();
const facts = await introspect(session.token);
assert.deepEqual([facts.active, facts.cnf, facts.token_type, facts.sub], [true, { jkt: session.jkt }, 'DPoP', 'alice']);
held('D13', 'introspection tells the key, and the type DPoP');

const handle = oauth.DPoP(client, session.keys);
for (let i = 0; i < 3; i++) {
  const { response, sent } = await request(session.token, 'GET', `${api}/`, handle);
  assert.deepEqual([response.status, await response.text(), sent], [200, 'Hello alice', 1]);
}

held('D7', 'three calls, three proofs');

const slow = oauth.DPoP({ ...client, [oauth.clockSkew]: -3600 }, session.keys);
const sent = [];
for (let i = 0; i < 4; i++) {
  const answer = await request(session.token, 'GET', `${api}/`, slow);
  assert.equal(answer.response.status, 200);
  sent.push(answer.sent);
}

assert.deepEqual(sent, [2, 1, 1, 1]);
held('D10', 'a client with a slow clock recovered from the challenge by itself, and went on with its nonce');

assert.equal((await introspect(session.token)).active, true);
await revoke(session.token);
assert.deepEqual(await introspect(session.token), { active: false });
await assert.rejects(request(session.token, 'GET', `${api}/`, slow), (error) => {
  assert.ok(error instanceof oauth.WWWAuthenticateChallengeError);
  assert.deepEqual([error.status, error.cause[0].scheme, error.cause[0].parameters.error], [401, 'dpop', 'invalid_token']);
  return true;
});
await revoke('nonsense');
held('T4', 'revoked, at once, everywhere; nonsense is revoked, too');

await assert.rejects(request('nonsense', 'GET', `${api}/`, undefined), (error) => {
  assert.deepEqual([error.status, error.cause.map((challenge) => challenge.scheme)], [401, ['bearer']]);
  return true;
});
held('T11', 'a challenge is parsed');

// The holder's own logout is a protected resource like any other.
const other = await makeSession();
const ended = await request(other.token, 'POST', `${service}/sessions/end`, oauth.DPoP(client, other.keys));
assert.equal(ended.response.status, 204);
assert.deepEqual(await introspect(other.token), { active: false });
held('T4', 'the holder ended a session by itself');
