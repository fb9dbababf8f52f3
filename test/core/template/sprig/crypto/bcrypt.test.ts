import t from 'tap'
import { bcrypt } from '../../../../../src/core/template/sprig/crypto/bcrypt.ts'

const alphabet = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The 16 bytes of salt in a hash. */
function saltOf(hash: string): Uint8Array {
  const text = Array.from(hash.slice(7, 29), (char) => standard.charAt(alphabet.indexOf(char))).join('')
  return Buffer.from(text, 'base64').subarray(0, 16)
}

t.test('hashes are those of other implementations', async (t) => {
  const rows: readonly (readonly [password: string, hash: string])[] = [
    ['allmine', '$2a$10$XajjQvNhvvRt5GSeFk1xFeyqRrsxkhBkUiQeg0dt.wU1qD4aFDcga'],
    ['', '$2a$10$k1wbIrmNyFAPwPVPSVa/zecw2BCEnBwVS2GbrmgzxFUOqW9dk4TCW'],
    ['abcdefghijklmnopqrstuvwxyz', '$2a$10$fVH8e28OQRj9tqiDXs1e1uxpsjN0c7II7YPKXua2NAKYvM6iQk7dq'],
    ['~!@#$%^&*()      ~!@#$%^&*()PNBFRD', '$2a$10$LgfYWkbzEvQ4JakH7rOvHe0y8pHKF9OaFgwUZ2q7W2FFZmZzJYlfS'],
  ]
  for (const [password, hash] of rows) t.equal(bcrypt(Buffer.from(password), saltOf(hash)), hash, password)
})
