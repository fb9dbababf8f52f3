import { bootStages, runsInInitrd } from '../../core/order/moments.ts'
import { stepsInOrder } from '../layers/steps-in-order.ts'
import { writablePaths } from '../layers/writable-paths.ts'
import { defineRule } from '../rule.ts'
import { targetPath } from '../touches/names.ts'
import { pathTouches } from '../touches/paths.ts'

export const readOnlyPath = defineRule({
  id: 'read-only-path',
  severity: 'warning',
  summary: 'A path on the read-only root is written, and no mount covers it.',
  details: `The root of a running system is an image that is mounted read-only. Writable are the ephemeral paths (RW_PATHS of the
layout; by default /etc, /root, /home, /opt, /srv, /usr/local and /var), the persistent ones, and /run, /tmp and /oem. A
step that writes elsewhere fails with "read-only file system". Layouts in the given layers (\`cos-layout.env\` and its
like, layout.yaml, mount units, fstab, mount commands) and in the image of \`--root\` are taken into account.

Write below a writable path: programs to /usr/local/bin, units to /etc/systemd/system. Or put the file into the image:
in its Dockerfile, or in the stages \`after-install-chroot\` and \`after-upgrade-chroot\`, where the image is writable.`,
  bad: `stages:
  boot:
    - name: Tool
      files:
        - path: /usr/bin/site-report
          permissions: 0755
          content: |
            #!/bin/sh
            uptime
`,
  good: `stages:
  boot:
    - name: Tool
      files:
        - path: /usr/local/bin/site-report
          permissions: 0755
          content: |
            #!/bin/sh
            uptime
`,
  checkLayers(layers, findings) {
    let isWritable: ((path: string) => boolean) | undefined
    for (const { file, stage, part, step, path } of stepsInOrder(layers)) {
      if (!bootStages.includes(stage) || runsInInitrd(part)) continue
      const written = pathTouches(step).filter(({ kind }) => kind === 'path')
      const places = written.map(({ name, at }) => ({ name, at }))
      if (step.environment_file && Object.keys(step.environment ?? {}).length > 0)
        places.push({ name: targetPath(step.environment_file), at: ['environment_file'] })
      for (const { name, at } of places) {
        isWritable ??= writablePaths(layers)
        if (isWritable(name)) continue
        // A folder that is there is left as it is; the root has these in every image.
        if (at[0] === 'directories' && /^\/(?:usr(?:\/\w+)?|s?bin|lib\d*|boot|efi)?$/.test(name)) continue
        findings.at(file, file.value([...path, ...at]), {
          message: `\`${name}\` is on the read-only root: no persistent or ephemeral path of the layout covers it`,
          help: helpFor(name),
        })
      }
    }
  },
})

function helpFor(path: string): string {
  const program = /^\/(?:usr\/)?(s?bin)\/(.+)$/.exec(path)
  if (program !== null) return `Write /usr/local/${program[1]}/${program[2]}, or put it into the image`
  const unit = /^\/(?:usr\/)?lib\/systemd\/(.+)$/.exec(path)
  if (unit !== null) return `Write /etc/systemd/${unit[1]}, or put it into the image`
  if (/^\/(?:usr|lib|boot|efi)/.test(path))
    return 'Put it into the image, or write it in after-install-chroot and after-upgrade-chroot'
  return 'Write below /var, /etc or /usr/local, or add the path to the layout (RW_PATHS, PERSISTENT_STATE_PATHS)'
}
