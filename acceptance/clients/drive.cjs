// Asks published clients of the Esign API for every call that they have. Arguments: their folder, a folder with a.pdf, tag.pdf (with a # in
// its text) and mark.png, the address of Paraf, an application's name and secret, and a signer's NIK, e-mail address and passphrase.
const assert = require('node:assert/strict');
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const [clients, folder, base, username, password, nik, email, passphrase] = process.argv.slice(2);
const NodeEsign = require(join(clients, 'node-esign'));
const EsignTs = require(join(clients, 'esign-ts', 'dist', 'index.cjs'));
const file = name => join(folder, name);

/** What was signed begins with the bytes that were there before. */
function signed(bytes, original) {
  const before = readFileSync(file(original));
  assert.ok(bytes.length > before.length && bytes.subarray(0, before.length).equals(before), 'the original is a prefix');
}

/** node-esign: answers are JSON in a string, files in base64. */
async function nodeEsign() {
  const client = new NodeEsign({ BaseUrl: base, username, password });
  const said = answer => typeof answer === 'string' ? JSON.parse(answer) : answer;
  const fileOf = answer => Buffer.from(said(answer).data.file, 'base64');
  const mark = { nik, passphrase, tampilan: 'visible', page: 1, xAxis: 10, yAxis: 10, width: 110, height: 110, linkQR: 'https://contoh.example/' };

  assert.equal(said(await client.Status({ nik })).data.status, 'ISSUE');
  assert.equal(said(await client.Status({ nik: '9900000101019999' })).data.status, 'NOT_REGISTERED');

  const invisible = said(await client.SignInvisible({ file: file('a.pdf'), nik, passphrase }));
  signed(fileOf(invisible), 'a.pdf');
  signed(fileOf(await client.SignQr({ ...mark, file: file('a.pdf'), image: false, reason: 'Uji', location: 'Kota', text: 'Teks' })), 'a.pdf');
  signed(fileOf(await client.SignImageTTD({ ...mark, file: file('a.pdf'), image: true, imageTTD: file('mark.png') })), 'a.pdf');
  signed(fileOf(await client.SignImageTTD({ ...mark, file: file('tag.pdf'), image: true, imageTTD: file('mark.png'), tag_koordinat: '#' })), 'tag.pdf');
  assert.equal(said(await client.SignInvisible({ file: file('a.pdf'), nik, passphrase: 'Salah-Sekali-1' })).code, 400);

  writeFileSync(file('signed.pdf'), fileOf(invisible));
  const verdict = said(await client.Verify({ signed_file: file('signed.pdf') }));
  assert.equal(verdict.message, 'VALID');
  assert.equal(verdict.data.jumlah_signature, 1);
  assert.equal(said(await client.Verify({ signed_file: file('a.pdf') })).data.jumlah_signature, 0);

  const id_doc = invisible.data.id_dokumen;
  signed(fileOf(await client.DownloadDoc({ id_doc })), 'a.pdf');
  assert.equal(said(await client.DownloadDoc({ id_doc })).code, 404, 'a document is fetched once');
}

const ok = answer => { assert.ok(answer.ok, JSON.stringify(answer.errors)); return answer; };
const refused = (answer, status) => assert.deepEqual([answer.ok, answer.status], [false, status]);

async function esignTsV1() {
  const { VisibleSignOptions } = EsignTs;
  const client = EsignTs.createEsignClient({ version: 'v1', baseUrl: base, username, password, nik });
  const marks = [VisibleSignOptions.withImage(file('mark.png'), 1, 100, 100, 250, 150).withReason('Uji').withLocation('Kota'),
    VisibleSignOptions.withQr('https://contoh.example', 1, 100, 100, 250, 150)];

  const invisible = ok(await client.signInvisible(passphrase, file('a.pdf')));
  invisible.saveToFile(file('v1.pdf'));
  signed(readFileSync(file('v1.pdf')), 'a.pdf');
  ok(await client.downloadDocumentBinary(invisible.getDocumentId()));
  for (const mark of marks) {
    ok(await client.signVisible(passphrase, file('a.pdf'), mark));
  }
  ok(await client.signVisible(passphrase, file('tag.pdf'), VisibleSignOptions.withTag('#')));
  const verdict = ok(await client.signVerification(file('v1.pdf')));
  assert.equal(verdict.getSummary(), 'VALID');
  assert.equal(verdict.getSignatureCounts(), 1);
  ok(await client.checkUserStatus(nik));
  refused(await client.signInvisible('Salah-Lagi-2', file('a.pdf')), 400);
}

async function esignTsV2() {
  const { SignatureProperties } = EsignTs;
  const client = EsignTs.createEsignClient({ version: 'v2', baseUrl: base + '/', username, password, nik, email });
  const image = () => SignatureProperties.visible(file('mark.png'), 1, 100, 100, 150, 50);

  const invisible = ok(await client.signInvisible(passphrase, file('a.pdf'), { reason: 'Uji' }));
  assert.ok(invisible.saveToFile(file('v2.pdf')));
  signed(readFileSync(file('v2.pdf')), 'a.pdf');
  const both = ok(await client.signInvisibleMultiple(passphrase, { [file('a.pdf')]: file('one.pdf'), [file('tag.pdf')]: file('two.pdf') }));
  both.saveAll();
  signed(readFileSync(file('one.pdf')), 'a.pdf');
  signed(readFileSync(file('two.pdf')), 'tag.pdf');
  ok(await client.signVisible(passphrase, file('a.pdf'), image().withReason('Uji')));
  ok(await client.sign([file('a.pdf'), file('tag.pdf')], [SignatureProperties.invisible(), image()], passphrase));
  refused(await client.signInvisible('Salah-Tiga-3', file('a.pdf')), 400);
  const verdict = ok(await client.signVerification(file('v2.pdf')));
  assert.equal(verdict.getConclusion(), 'VALID');
  assert.ok(ok(await client.checkUserStatus()).canSign());
  // This application has no seal, and its people have authenticators of their own: it is told so, in the words of the API.
  for (const answer of [await client.requestSealActivation('tidak-ada'), await client.requestSealTotp('tidak-ada', 1, '123456'),
    await client.revokeSealActivation('tidak-ada', '123456'),
    await client.sealPdf('tidak-ada', '123456', [file('a.pdf')], [SignatureProperties.invisible()])]) {
    assert.ok(!answer.ok && answer.status < 500, JSON.stringify(answer));
  }
}

(async () => {
  for (const client of [nodeEsign, esignTsV1, esignTsV2]) {
    await client();
    console.log(client.name + ': every call answered as it should be');
  }
})().catch(wrong => {
  console.error(wrong);
  process.exit(1);
});
