import type net from 'node:net'

/** A proxy that sends more than this before its answer ends is none. In bytes. */
const ANSWER_LIMIT = 16 * 1024

/** Asks a proxy on `socket` for a tunnel to `target`, `host:port`. Throws what it answers instead of one. */
export function openTunnel(
  socket: net.Socket,
  target: string,
  credentials: string | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const read = (chunk: Buffer) => {
      answer += chunk.toString('latin1')
      const end = answer.indexOf('\r\n\r\n')
      if (end === -1 && answer.length < ANSWER_LIMIT) return
      socket.off('data', read)
      socket.off('error', reject)
      socket.off('close', closed)
      socket.pause()
      if (end === -1 || !/^HTTP\/1\.[01] 2/.test(answer)) {
        reject(new Error(`the proxy answers "${answer.split('\r\n', 1)[0] ?? ''}"`))
        return
      }
      const rest = answer.slice(end + 4)
      if (rest !== '') socket.unshift(Buffer.from(rest, 'latin1'))
      resolve()
    }
    const closed = () => reject(new Error('the proxy closes the connection'))
    socket.on('data', read)
    socket.on('error', reject)
    socket.on('close', closed)
    const authorization = credentials === undefined ? '' : `Proxy-Authorization: ${credentials}\r\n`
    socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${authorization}\r\n`)
  })
}
