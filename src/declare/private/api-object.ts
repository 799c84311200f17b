import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { invalid } from '../../private/errors';

/** The API object of a construct: itself, or its default child. */
export function apiObjectOf(construct: IConstruct): ApiObject {
  try {
    return ApiObject.of(construct);
  } catch {
    throw invalid(
      construct,
      "'construct' must be an ApiObject or have one as its default child, got neither",
      'pass the part of it that makes the manifest',
    );
  }
}
