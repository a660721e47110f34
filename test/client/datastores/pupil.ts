import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('pupils')
export class Pupil {
  @PrimaryGeneratedColumn()
  id: number;

  @Column({ type: 'varchar', unique: true })
  name: string;
}
