import t from 'tap'
import { isCloudConfig } from '../../../../src/core/config/cloud-config/header.ts'

t.test(
  'a header counts within the first nine lines (or as the whole rest), behind comments and empty lines',
  async (t) => {
    const rows: readonly [text: string, isOne: boolean][] = [
      ['#cloud-config', true],
      ['#cloud-config \t\r\nx: y', true],
      ['#cloud-config\u00a0\u3000\n', true],
      ['\n\n# vim\n#cloud-config\n', true],
      ['#!/bin/sh\n#cloud-config\n', true],
      [`${'#\n'.repeat(8)}#cloud-config\n`, true],
      [`${'#\n'.repeat(9)}#cloud-config\n`, true],
      [`${'#\n'.repeat(9)}#cloud-config\na: b`, false],
      [`${'#\n'.repeat(9)}#cloud-config`, true],
      [`${'#\n'.repeat(10)}#cloud-config`, false],
      [' #cloud-config\n', false],
      ['# cloud-config\n', false],
      ['#cloud-config x\n', false],
      ['#Cloud-Config\n', false],
      ['\ufeff#cloud-config\n', false],
      ['---\n#cloud-config\n', false],
      ['#cloud-config\u200b\n', false],
      ['', false],
      ['\n', false],
    ]
    for (const [text, isOne] of rows) t.equal(isCloudConfig(text), isOne, encodeURI(text))
  },
)
