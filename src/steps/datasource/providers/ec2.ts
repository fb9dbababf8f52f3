/** The addresses of EC2's metadata service, which other clouds offer as well. */
export const ec2 = 'http://169.254.169.254/latest'

/** Files of /run/config and where EC2 has their values. */
export const ec2Values = {
  public_ipv4: `${ec2}/meta-data/public-ipv4`,
  local_ipv4: `${ec2}/meta-data/local-ipv4`,
  availability_zone: `${ec2}/meta-data/placement/availability-zone`,
  instance_type: `${ec2}/meta-data/instance-type`,
  instance_id: `${ec2}/meta-data/instance-id`,
  local_hostname: `${ec2}/meta-data/local-hostname`,
} as const
