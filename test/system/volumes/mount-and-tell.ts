/** Mounts the image that is named, in a mount namespace of its own: `mount-and-tell.ts IMAGE [fail]`. Prints JSON. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { withMounted } from '../../../src/system/volumes/mounted.ts'

const [, , image = '', wish] = process.argv
const mountsOf = (folder: string) =>
  readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .filter((line) => line.split(' ')[1] === folder)
let told: object = {}
let place = ''
let failure: string | undefined
try {
  withMounted(image, 'ext4', (folder) => {
    place = folder
    told = { names: readdirSync(folder), options: mountsOf(folder)[0]?.split(' ')[3] }
    if (wish === 'fail') throw new Error('asked to fail')
  })
} catch (error) {
  failure = error instanceof Error ? error.message : String(error)
}
const left = { mounts: mountsOf(place).length, folder: place !== '' && existsSync(place) }
console.log(JSON.stringify({ ...told, failure, left }))
