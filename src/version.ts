declare const COS_CONFIG_VERSION: string | undefined
declare const COS_CONFIG_BUILD: string | undefined

/** The version of this build; `dev` when run from the sources. */
export const version: string = typeof COS_CONFIG_VERSION === 'string' ? COS_CONFIG_VERSION : 'dev'

/** Changes with every change of the code, so that what one build cached no other one trusts. */
export const buildId: string = typeof COS_CONFIG_BUILD === 'string' ? COS_CONFIG_BUILD : 'dev'
