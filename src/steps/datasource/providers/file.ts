import { inFolder } from '../../../core/go-path.ts'
import type { Provider, Search } from '../provider.ts'

/** Any file of the machine: the one that `path` names. */
export const file: Provider = {
  name: 'file',
  // biome-ignore lint/correctness/useYield: it wants nothing to be done
  async *search({ now, path, workFolder }): Search {
    const userData = now.bytes(inFolder(workFolder, path))
    return userData === undefined ? { failure: `there is no file ${path}` } : { values: {}, userData }
  },
}
