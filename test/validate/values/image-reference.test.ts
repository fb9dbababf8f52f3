import { imageReferenceFault, platformFault } from '../../../src/validate/values/image-reference.ts'
import { judged } from './judged.ts'

judged('references of images', imageReferenceFault, [
  ['alpine'],
  ['quay.io/example/tools:v1.2'],
  ['localhost:5000/a/b'],
  ['127.0.0.1:5000/good:1'],
  ['REGISTRY.example/tools'],
  [`quay.io/a/b@sha256:${'0'.repeat(64)}`],
  ['a/b__c/d-e.f'],
  [''],
  ['docker://quay.io/a/b', /starts with docker:/, 'docker://'],
  ['oci:/opt/layout', /starts with oci:/, 'oci:'],
  ['quay.io/Example/tools', /capital letters/, 'E'],
  ['Upper/Case', /capital letters/, 'U'],
  ['a b', /no reference/],
  ['a:t a g', /no reference/],
  ['/opt/x.tar', /no reference/],
])

judged('platforms', platformFault, [
  ['linux/amd64'],
  ['linux/arm/v7'],
  [''],
  ['linux/x86_64', /call x86_64 amd64/, 'x86_64'],
  ['linux/aarch64', /call aarch64 arm64/, 'aarch64'],
  ['amd64', /no platform/],
  ['a/b/c/d', /no platform/],
])
