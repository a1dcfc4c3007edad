/** Everything a user can set for the panel as a whole. */
export interface PanelOptions {
  compressed: boolean;
}

export const defaultOptions: PanelOptions = {
  compressed: false,
};
