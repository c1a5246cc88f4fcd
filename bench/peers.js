// The JavaScript part of peers.sh: wink-nlp. It has no trees.
const fs = require('fs');
const nlp = require('wink-nlp')(require('wink-eng-lite-web-model'));
const its = nlp.its;
const [words, sample] = process.argv.slice(2);
const texts = fs.readFileSync(sample, 'utf8').trim().split('\n').map((line) => JSON.parse(line).text);
let best = Infinity;
for (let round = 0; round < 3; round++) {
    const start = process.cpuUsage();
    for (const text of texts) {
        const tokens = nlp.readDoc(text).tokens();
        tokens.out(its.pos);
        tokens.out(its.lemma);
    }
    const used = process.cpuUsage(start);
    best = Math.min(best, (used.user + used.system) / 1e6);
}
const name = 'wink-nlp ' + require('wink-nlp/package.json').version;
console.log(name.padEnd(34), best.toFixed(2).padStart(9), String(Math.round(words / best)).padStart(9),
    ' tags, lemmas, names of fixed form (dates, money); no trees');
