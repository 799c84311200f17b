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
    return new ProxyCache({ kind: 'emptyDir', size });
  }

  /**
   * A claim that outlives the pods. Two replicas or more share it, and then it must be `ReadWriteMany`. The cache takes
   * nine tenths of it.
   */
  public static claim(claim: storage.ClaimOptions): ProxyCache {
    const tenths = Size.mebibytes(Math.floor((claim.storage.toMebibytes(ANY) * 9) / 10));
    return new ProxyCache({ kind: 'claim', size: tenths, claim });
  }

  /**
   * A directory of the node, shared by all proxies on it and made when it is missing. Needs the security level
   * `privileged`, and runs Nginx as root, because the directory belongs to root.
   * @param size the greatest size of the cache; at least 2 MiB; 1 GiB when omitted
   */
  public static hostPath(path: string, size: Size = Size.gibibytes(1)): ProxyCache {
    return new ProxyCache({ kind: 'hostPath', size, path });
  }

  private constructor(
    /** @internal */
    public readonly _source: {
      kind: 'emptyDir' | 'claim' | 'hostPath';
      size: Size;
      claim?: storage.ClaimOptions;
      path?: string;
    },
  ) {}
}
