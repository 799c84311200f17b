/** Directories of the node that belong to its system; pods that write there do not keep data of their own. */
const SYSTEM = [
  ...['bin', 'boot', 'dev', 'etc', 'lib', 'lib64', 'proc', 'run', 'sbin', 'sys', 'usr'],
  ...['var/run', 'var/log', 'var/lib/containerd', 'var/lib/containers', 'var/lib/docker', 'var/lib/kubelet'],
];

/** Whether a host path of that type is a directory for data, as opposed to sockets, devices and files of the system. */
export function keepsData(path: string, type = ''): boolean {
  if (!['', 'Directory', 'DirectoryOrCreate'].includes(type)) return false;
  const parts = path.split('/').filter((part) => part !== '');
  const place = `${parts.join('/')}/`;
  return parts.length > 0 && !SYSTEM.some((directory) => place.startsWith(`${directory}/`));
}
