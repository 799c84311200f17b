import { Size, SizeRoundingBehavior } from 'cdk8s';
import * as storage from '../storage';

const ANY = { rounding: SizeRoundingBehavior.NONE };

/** Where a `CachingProxy` keeps its cache. */
export class ProxyCache {
  /**
   * A directory of each pod, empty in each new pod.
   * @param size the greatest size of the cache; at least 2 MiB; 1 GiB when omitted
   */
  public static emptyDir(size: Size = Size.gibibytes(1)): ProxyCache {
    return ProxyCache.volume(storage.Volume.emptyDir('cache'), size);
  }

  /**
   * A claim that outlives the pods. Two replicas or more share it, and then it must be `ReadWriteMany`. The cache takes
   * nine tenths of it.
   */
  public static claim(claim: storage.ClaimOptions): ProxyCache {
    const tenths = Size.mebibytes(Math.floor((claim.storage.toMebibytes(ANY) * 9) / 10));
    return new ProxyCache({ size: tenths, claim });
  }

  /**
   * A directory of the node, shared by all proxies on it and made when it is missing. Needs the security level
   * `privileged`, and runs Nginx as root, because the directory belongs to root.
   * @param size the greatest size of the cache; at least 2 MiB; 1 GiB when omitted
   */
  public static hostPath(path: string, size: Size = Size.gibibytes(1)): ProxyCache {
    const type = storage.HostPathType.DIRECTORY_OR_CREATE;
    return ProxyCache.volume(storage.Volume.hostPath('cache', path, { type }), size);
  }

  /**
   * A volume of your own that Nginx may write to, under its own name: a claim that exists, a disk of the pod. What it
   * holds is lost or shared as that volume says.
   * @param size the greatest size of the cache; at least 2 MiB; 1 GiB when omitted
   */
  public static volume(volume: storage.Volume, size: Size = Size.gibibytes(1)): ProxyCache {
    return new ProxyCache({ size, volume });
  }

  private constructor(
    /** The volume, or the claim to make for it. @internal */
    public readonly _source: { size: Size; claim?: storage.ClaimOptions; volume?: storage.Volume },
  ) {}
}
