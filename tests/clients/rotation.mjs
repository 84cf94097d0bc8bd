// A holder whose proofs dpop makes rotates its session: the proof is for the service itself, not for the API it otherwise calls.
import assert from 'node:assert/strict';
import * as dpop from 'dpop';
import { api, call, establish, held, loginUri, post, service } from './holder.mjs';

const rotateUri = `${service}/sessions/rotate`;
const ownUri = `${service}/me/sessions`;
const keys = await dpop.generateKeyPair('ES256', { extractable: true });
const thief = await dpop.generateKeyPair('ES256', { extractable: true });
const { status, body: session } = await establish(await dpop.generateProof(keys, loginUri, 'POST'));
assert.equal(status, 201, JSON.stringify(session));

const prove = (pair, token, uri = rotateUri, method = 'POST') => dpop.generateProof(pair, uri, method, undefined, token);
const present = async (token, pair = keys) => call({ Authorization: `DPoP ${token}`, DPoP: await prove(pair, token, `${api}/`, 'GET') });

// As an API would carry it on: the call takes any client's credentials, and the proof the holder's.
const rotate = (token, proof) => post('/sessions/rotate', { token, scheme: 'DPoP', proof });

const wrong = await rotate(session.token, await prove(thief, session.token));
assert.deepEqual([wrong.status, wrong.body.code, wrong.body.refusal], [422, 'session_refused', 'wrong_key']);
const elsewhere = await rotate(session.token, await prove(keys, session.token, `${api}/sessions/rotate`));
assert.deepEqual([elsewhere.status, elsewhere.body.refusal], [422, 'proof_invalid']);
held('D12', 'a proof by another key, or for another service, rotates nothing');

const proof = await prove(keys, session.token);
const first = await rotate(session.token, proof);
assert.deepEqual([first.status, first.body.sid, first.body.token_type, first.body.exp], [200, session.sid, 'DPoP', session.exp]);
assert.notEqual(first.body.token, session.token);
const replayed = await rotate(session.token, proof);
assert.deepEqual([replayed.status, replayed.body.refusal], [422, 'proof_replayed']);
const again = await rotate(session.token, await prove(keys, session.token));
assert.equal(again.body.token, first.body.token);
held('D12', 'rotated by the right one, once for each proof, to one successor');

assert.equal((await present(session.token)).status, 200);
assert.equal((await present(first.body.token)).status, 200);
assert.equal((await present(session.token)).status, 200);
assert.equal((await present(first.body.token, thief)).status, 401);
held('D5', 'the successor is bound to the same key, and the token before goes on in its grace');

const second = await rotate(first.body.token, await prove(keys, first.body.token));
assert.equal((await present(second.body.token)).status, 200);
const older = await present(session.token, thief);
assert.deepEqual([older.status, (await present(second.body.token)).status], [401, 200]);
held('A6', 'a token two generations old without the key is refused, and ends nothing');

const list = await fetch(ownUri, { headers: { Authorization: `DPoP ${second.body.token}`, DPoP: await prove(keys, second.body.token, ownUri, 'GET') } });
const own = await list.json();
assert.deepEqual([list.status, own.sessions.filter((one) => one.current).map((one) => one.sid)], [200, [session.sid]]);
assert.ok(!JSON.stringify(own).includes('sct_'));
held('N13', 'the holder sees its own session, and no token in it');
