/** Which rooms a room may import, and of which only types. */
export interface HouseRow {
  readonly rooms: readonly string[]
  readonly types?: readonly string[]
}

export declare const house: Readonly<Record<string, HouseRow>>
export declare const pureRooms: readonly string[]
