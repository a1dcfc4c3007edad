// Made by `npm run generate` from src/texts/releaseWords.ts. Do not edit.
export const releases = [
  {"version":"go1.9","advice":"eager"},
  {"version":"go1.12","advice":"lazy"},
  {"version":"go1.12.5","advice":"lazy"},
  {"version":"go1.13","advice":"lazy"},
  {"version":"go1.14","advice":"lazy"},
  {"version":"go1.16","advice":"eager"},
  {"version":"go1.18","advice":"eager"},
  {"version":"go1.19","advice":"eager"},
  {"version":"go1.21.0","advice":"eager","fixedIn":"go1.21.4"},
  {"version":"go1.21.1","advice":"eager"},
  {"version":"go1.21.4","advice":"eager"},
  {"version":"go1.22","advice":"eager"},
  {"version":"go1.24","advice":"eager","fixedIn":"go1.24.6"},
  {"version":"go1.24.6","advice":"eager"},
  {"version":"go1.25","advice":"eager"},
  {"version":"go1.26","advice":"eager"},
] as const;
