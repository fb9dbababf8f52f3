import type { FactReader } from './reader.ts'

const folder = '/sys/class/dmi/id/'

/** What the firmware says of the product; on machines without DMI what the device tree says. */
export function readProduct(reader: FactReader) {
  return {
    name: reader.line(`${folder}product_name`) || reader.line('/proc/device-tree/model'),
    vendor: reader.line(`${folder}sys_vendor`),
    version: reader.line(`${folder}product_version`),
    serial: reader.line(`${folder}product_serial`) || reader.line('/proc/device-tree/serial-number'),
    uuid: uuid(reader.line(`${folder}product_uuid`)),
    sku: reader.line(`${folder}product_sku`),
  }
}

export function readBoard(reader: FactReader) {
  return {
    name: reader.line(`${folder}board_name`),
    vendor: reader.line(`${folder}board_vendor`),
    version: reader.line(`${folder}board_version`),
    serial: reader.line(`${folder}board_serial`),
    assettag: reader.line(`${folder}board_asset_tag`),
  }
}

export function readChassis(reader: FactReader) {
  const type = reader.line(`${folder}chassis_type`)
  return {
    type: /^\d+$/.test(type) ? Number(type) : 0,
    vendor: reader.line(`${folder}chassis_vendor`),
    version: reader.line(`${folder}chassis_version`),
    serial: reader.line(`${folder}chassis_serial`),
    assettag: reader.line(`${folder}chassis_asset_tag`),
  }
}

export function readBios(reader: FactReader) {
  return {
    vendor: reader.line(`${folder}bios_vendor`),
    version: reader.line(`${folder}bios_version`),
    date: reader.line(`${folder}bios_date`),
  }
}

/** In its plain form, as a URN or in braces; in yip an unknown UUID is not absent but all zeros. */
function uuid(text: string): string {
  const body = text.length === 38 ? text.slice(1, -1) : text.replace(/^urn:uuid:(?=.{36}$)/i, '')
  const digits = /^.{8}-.{4}-.{4}-.{4}-.{12}$/.test(body) ? body.replaceAll('-', '') : body
  const hex = /^[0-9a-f]{32}$/i.test(digits) ? digits.toLowerCase() : '0'.repeat(32)
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
