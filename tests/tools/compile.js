// Compiles Solidity sources with the release that their pragma names: one process, one call a release.
// stdin: JSON {name: source}; stdout: JSON {name: {version, errors: [text], code: [bytecode of each contract]}}
const fs = require("fs");

function releaseOf(source) {
  return "solc" + /pragma\s+solidity\s*[^0-9]*0\.(\d+)/.exec(source)[1];
}

function compiled(solc, sources) {
  const run = solc.compileStandardWrapper || solc.compile; // 0.4 takes standard JSON through the wrapper only
  const settings = { outputSelection: { "*": { "*": ["evm.bytecode.object"] } } };
  if (!solc.compileStandardWrapper) settings.metadata = { bytecodeHash: "none" }; // equal code, equal bytes
  const content = Object.fromEntries(Object.entries(sources).map(([name, text]) => [name, { content: text }]));
  return JSON.parse(run(JSON.stringify({ language: "Solidity", sources: content, settings })));
}

const sources = JSON.parse(fs.readFileSync(0, "utf8"));
const releases = {};
for (const [name, text] of Object.entries(sources)) {
  const release = releaseOf(text);
  releases[release] = { ...releases[release], [name]: text };
}
const told = {};
for (const [release, texts] of Object.entries(releases)) {
  const solc = require(release);
  const out = compiled(solc, texts);
  const faults = (out.errors || []).filter((fault) => fault.severity === "error");
  for (const name of Object.keys(texts)) {
    const mine = faults.filter((fault) => !fault.sourceLocation || fault.sourceLocation.file === name);
    const contracts = Object.values((out.contracts || {})[name] || {});
    told[name] = {
      version: solc.version().split("+")[0],
      errors: mine.map((fault) => fault.formattedMessage || fault.message),
      code: contracts.map((contract) => contract.evm.bytecode.object),
    };
  }
}
console.log(JSON.stringify(told));
