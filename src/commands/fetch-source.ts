import type { FetchBytes } from '../sources/source.ts'

/** Fetches the configuration that a source names by its address. */
export const fetchSource: FetchBytes = async (url, limit) => {
  const { fetchBytes } = await import('../system/fetch.ts')
  return fetchBytes(url, { limit, environment: process.env })
}
