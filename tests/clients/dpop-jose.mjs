// dpop makes proofs, jose makes those that dpop would not: both by the same author as many clients that are in use.
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import * as dpop from 'dpop';
import { SignJWT, calculateJwkThumbprint, exportJWK } from 'jose';
import { api, call, establish, held, loginUri, now, post } from './holder.mjs';

const url = `${api}/`;
const presented = (token, proof) => ({ Authorization: `DPoP ${token}`, DPoP: proof });
const invalid = (error, algs = 'ES256 PS256 RS256') => `DPoP error="${error}", algs="${algs}"`;

async function makeHolder(alg) {
  const keys = await dpop.generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(keys.publicKey);
  return {
    keys,
    jkt: await calculateJwkThumbprint(jwk),
    prove: (token, nonce) => dpop.generateProof(keys, url, 'GET', nonce, token),
    sign: (token, claims = {}) => new SignJWT({ htm: 'GET', htu: url, jti: randomUUID(), iat: now(), ath: createHash('sha256').update(token).digest('base64url'), ...claims })
      .setProtectedHeader({ typ: 'dpop+jwt', alg, jwk })
      .sign(keys.privateKey),
  };
}

async function makeSession(alg) {
  const holder = await makeHolder(alg);
  const { status, body } = await establish(await dpop.generateProof(holder.keys, loginUri, 'POST'));
  assert.equal(status, 201, JSON.stringify(body));
  assert.equal(body.token_type, 'DPoP');
  return { ...holder, token: body.token };
}

for (const alg of ['ES256', 'PS256', 'RS256']) {
  const session = await makeSession(alg);
  const proof = await session.prove(session.token);
  const first = await call(presented(session.token, proof));
  assert.deepEqual([first.status, first.text, first.nonce], [200, 'Hello alice', null]);
  const second = await call(presented(session.token, proof));
  assert.deepEqual([second.status, second.challenge], [401, invalid('invalid_dpop_proof')]);
  held('D7', `${alg}: a proof was accepted once`);

  const fresh = await session.prove(session.token);
  const direct = await post('/sessions/validate', { token: session.token, scheme: 'DPoP', aud: 'orders', proof: fresh, method: 'GET', uri: url });
  assert.deepEqual([direct.body.active, direct.body.cnf, direct.body.token_type], [true, { jkt: session.jkt }, 'DPoP']);
  held('D2', `${alg}: jose computes the same thumbprint`);
}

{
  const holder = await makeHolder('Ed25519');
  const { status, body } = await establish(await dpop.generateProof(holder.keys, loginUri, 'POST'));
  assert.deepEqual([status, body.code], [422, 'binding_required']);
  held('D1', 'Ed25519, which this platform lacks, is refused and no fault');
}

{
  const session = await makeSession('ES256');
  const stolen = await call({ Authorization: `Bearer ${session.token}` });
  assert.deepEqual([stolen.status, stolen.challenge], [401, invalid('invalid_token')]);
  held('D4', 'a bound token as Bearer is refused');

  const thief = await makeHolder('ES256');
  const wrong = await call(presented(session.token, await thief.prove(session.token)));
  assert.deepEqual([wrong.status, wrong.challenge], [401, invalid('invalid_token')]);
  held('D5', 'a proof by another key is refused');
}

{
  const [one, other] = [await makeSession('ES256'), await makeSession('ES256')];
  const jti = randomUUID();
  for (const session of [one, other]) {
    assert.equal((await call(presented(session.token, await session.sign(session.token, { jti })))).status, 200);
  }

  held('D8', 'the same jti by two keys is accepted twice');
}

{
  const session = await makeSession('ES256');
  assert.equal((await call(presented(session.token, await session.sign(session.token, { htu: `${url}?a=b#c` })))).status, 200);
  assert.equal((await call(presented(session.token, await session.sign(session.token, { htu: url.replace('http:', 'HTTP:') })))).status, 200);
  held('D6', 'query, fragment and letter case of htu do not count');

  const broken = { htm: 'POST', htu: `${api}/orders`, ath: 'x'.repeat(43), jti: undefined, iat: 'now' };
  for (const [claim, value] of Object.entries(broken)) {
    const answer = await call(presented(session.token, await session.sign(session.token, { [claim]: value })));
    assert.deepEqual([answer.status, answer.challenge], [401, invalid('invalid_dpop_proof')], claim);
  }

  held('D1', `${Object.keys(broken)}: each broken claim is refused`);
}

{
  const session = await makeSession('ES256');
  const stale = await call(presented(session.token, await session.sign(session.token, { iat: now() - 3600 })));
  assert.deepEqual([stale.status, stale.challenge, stale.cache], [401, invalid('use_dpop_nonce'), 'no-store']);
  assert.ok(stale.nonce);
  const without = await call(presented(session.token, await session.prove(session.token)));
  assert.deepEqual([without.status, without.challenge], [401, invalid('use_dpop_nonce')]);
  const forged = await call(presented(session.token, await session.prove(session.token, 'made-up')));
  assert.deepEqual([forged.status, forged.challenge], [401, invalid('use_dpop_nonce')]);
  const good = await call(presented(session.token, await session.prove(session.token, without.nonce)));
  assert.equal(good.status, 200);
  held('D10', 'absent and wrong nonces are refused, the right one is accepted');

  const next = await call(presented(session.token, await session.prove(session.token, without.nonce)));
  assert.equal(next.status, 200);
  held('D10', 'and is good for more than one proof');
}
