/** The keys of all conditions in the order in which they are checked (yip's); known without loading any of them. */
export const conditionKeys = [
  'node',
  'if',
  'only_os',
  'only_os_version',
  'only_arch',
  'only_service_manager',
  'if_files',
] as const
