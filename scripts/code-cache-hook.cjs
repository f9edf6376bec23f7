// Loaded before the command by code-cache.mjs: leaves, for every bundle that a run compiles, the code that V8 then has of it.
const fs = require('node:fs')
const vm = require('node:vm')

const { folder } = JSON.parse(process.env.KRM_FLEET_CODE_CACHE)
const made = new Map()
vm.Script = class extends vm.Script {
  constructor(text, options) {
    super(text, options)
    if (options.filename.startsWith(folder)) made.set(options.filename, this)
  }
}
process.on('exit', () => {
  for (const [bundle, script] of made) {
    const source = fs.readFileSync(bundle)
    const length = Buffer.alloc(4)
    length.writeUInt32LE(source.length)
    const file = `${bundle}.${process.version}-${process.arch}.cache`
    fs.writeFileSync(`${file}.new`, Buffer.concat([length, source, script.createCachedData()]))
    fs.renameSync(`${file}.new`, file)
  }
})
